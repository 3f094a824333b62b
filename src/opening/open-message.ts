import type { PrivateKey } from 'openpgp';
import { OpenFault } from '#encryption/fault.ts';
import type { OpenPgp } from '#encryption/library.ts';
import { open } from '#encryption/open.ts';
import type { Definitions } from '#forms/index.ts';
import { showHidden } from '#message/visible.ts';
import { readEntity } from './entity.ts';
import { findSealed, isOutlookFile, isSmime } from './envelope.ts';
import type { UnopenedCode } from './faults.ts';
import { type Judged, judge } from './judge.ts';

/** What opening needs of OpenPGP.js, handed in as for sealing. */
export type OpeningLibrary = Pick<
  OpenPgp,
  'armor' | 'decrypt' | 'decryptKey' | 'enums' | 'readMessage' | 'readPrivateKey'
>;

/** A message that opened: when the site took it (from outside the seal; null for a bare one), and whether it was sealed here. */
export type Opened = { sent: Date | null; sealed: boolean; judged: Judged };

/** A message that did not open or is none of ours: why, and what was inside, if anything, to be shown. */
export type Unopened = { fault: UnopenedCode; inside: string | null };

/** With what messages are opened. `plain`: those that the mail program opened already, which nothing seals any more, are checked too. */
export type Opener = { library: OpeningLibrary; privateKey: PrivateKey | null; forms: Definitions; plain: boolean };

/**
 * The most bytes of a file that is read: 10 MB of attachments written as base64 twice (4/3 in the message, 4/3 in the
 * armour, and the line ends of both), with room for the rest.
 */
export const maxFileBytes = 24 * 1024 * 1024;

/** Opens one message and judges it. What cannot be opened is a value; only a bug throws. */
export async function openMessage(content: Uint8Array, opener: Opener): Promise<Opened | Unopened> {
  if (content.length > maxFileBytes) return { fault: 'too-large', inside: null };
  if (isOutlookFile(content)) return { fault: 'outlook', inside: null };
  if (isSmime(content)) return { fault: 'smime', inside: null };
  const envelope = await findSealed(content);
  const { sealed, sent } = envelope;
  try {
    if (sealed === null && !opener.plain) throw new OpenFault('not-sealed');
    const bytes = sealed === null ? content : await unseal(sealed, opener);
    const entity = await readEntity(bytes);
    if (entity) return { sent, sealed: sealed !== null, judged: judge(entity, envelope, opener.forms) };
    return { fault: 'foreign', inside: showHidden(new TextDecoder().decode(bytes)) };
  } catch (error) {
    if (!(error instanceof OpenFault)) throw error;
    return { fault: error.code, inside: null };
  }
}

function unseal(sealed: string | Uint8Array, { library, privateKey }: Opener): Promise<Uint8Array> {
  if (privateKey === null) throw new OpenFault('private-key');
  const armoured = typeof sealed === 'string' ? sealed : library.armor(library.enums.armor.message, sealed);
  return open(library as OpenPgp, armoured, privateKey);
}
