import * as openpgp from 'openpgp';
import { OpenFault } from '#encryption/fault.ts';
import { open } from '#encryption/open.ts';
import type { Forms } from '#forms/index.ts';
import { showHidden } from '#message/visible.ts';
import { readEntity } from './entity.ts';
import { findSealed } from './envelope.ts';
import { readBytes } from './files.ts';
import { type Judged, judge } from './judge.ts';
import { openFaults } from './private-key.ts';

/** A message that opened, the file it was in, and when the site took it (from outside the seal; null for a bare one). */
export type Opened = { file: string; sent: Date | null; judged: Judged };

/** A message that did not open or is none of ours: what to say of it, and what was inside, if anything, to be shown. */
export type Unopened = { file: string; fault: string; inside: string | null };

/**
 * The most bytes of a file that is read: 10 MB of attachments written as base64 twice (4/3 in the message, 4/3 in the
 * armour, and the line ends of both), with room for the rest.
 */
const maxFile = 24 * 1024 * 1024;

/** Opens files one after the other, so that a thousand need no more memory than one. Throws `SpocFault` for one that cannot be read. */
export async function* openMessages(
  files: readonly string[],
  privateKey: openpgp.PrivateKey,
  forms: Forms,
): AsyncGenerator<Opened | Unopened> {
  for (const file of files) yield await openMessage(file, privateKey, forms);
}

async function openMessage(file: string, key: openpgp.PrivateKey, forms: Forms): Promise<Opened | Unopened> {
  const content = readBytes(file);
  if (content.length > maxFile) return { file, fault: 'is larger than any message of the site', inside: null };
  const envelope = await findSealed(content);
  try {
    if (envelope.armoured === null) throw new OpenFault('not-sealed');
    const bytes = await open(openpgp, envelope.armoured, key);
    const entity = await readEntity(bytes);
    if (entity) return { file, sent: envelope.sent, judged: judge(entity, envelope, forms) };
    const fault = 'opened, but is not a message as the site writes it. This is what is in it:';
    return { file, fault, inside: showHidden(new TextDecoder().decode(bytes)) };
  } catch (error) {
    if (!(error instanceof OpenFault)) throw error;
    return { file, fault: `${openFaults[error.code]}.`, inside: null };
  }
}
