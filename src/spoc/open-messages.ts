import * as openpgp from 'openpgp';
import type { Definitions } from '#forms/index.ts';
import { unopened } from '#opening/faults.ts';
import { type Opened as OpenedMessage, type Opener, openMessage } from '#opening/open-message.ts';
import { readBytes } from './files.ts';

/** A message that opened, and the file it was in. */
export type Opened = OpenedMessage & { file: string };

/** A message that did not open or is none of ours: what to say of it, and what was inside, if anything, to be shown. */
export type Unopened = { file: string; fault: string; inside: string | null };

/** Opens files one after the other, so that a thousand need no more memory than one. Throws `SpocFault` for one that cannot be read. */
export async function* openMessages(
  files: readonly string[],
  privateKey: openpgp.PrivateKey | null,
  forms: Definitions,
  { plain = false } = {},
): AsyncGenerator<Opened | Unopened> {
  const opener: Opener = { library: openpgp, privateKey, forms, plain };
  for (const file of files) {
    const message = await openMessage(readBytes(file), opener);
    if (!('fault' in message)) yield { ...message, file };
    else yield { file, fault: describe(message), inside: message.inside };
  }
}

function describe({ fault, inside }: { fault: keyof typeof unopened; inside: string | null }): string {
  return `${unopened[fault]}.${inside === null ? '' : ' This is what is in it:'}`;
}
