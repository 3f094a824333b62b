import * as openpgp from 'openpgp';
import { OpenFault } from '#encryption/fault.ts';
import { readPrivateKey } from '#encryption/open.ts';
import { unopened } from '#opening/faults.ts';
import { SpocFault } from './fault.ts';
import { readText } from './files.ts';
import { takePassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';

/** Where a demonstration keeps the key it made for itself, from the project's folder. */
export const demonstrationKey = 'data/demonstration/private-key.asc';

/** Which key opens messages, and where its passphrase is if nobody is to be asked. */
export type KeyOptions = {
  key?: string | undefined;
  passphraseFile?: string | undefined;
  /** Messages that the mail program opened already are taken too; without a key they are all that can be. */
  opened?: boolean;
};

/**
 * The contact's private key, unlocked; null where messages were opened already and no key is named. Asks for the passphrase
 * where it needs one. Throws `SpocFault`.
 */
export async function unlock(options: KeyOptions, terminal: Terminal): Promise<openpgp.PrivateKey | null> {
  if (options.opened && options.key === undefined) return null;
  const file = options.key ?? demonstrationKey;
  const armoured = readText(file);
  try {
    return await readPrivateKey(openpgp, armoured).catch(async (error: unknown) => {
      if (!(error instanceof OpenFault && error.code === 'passphrase')) throw error;
      return readPrivateKey(openpgp, armoured, await takePassphrase(terminal, options.passphraseFile));
    });
  } catch (error) {
    if (!(error instanceof OpenFault)) throw error;
    throw new SpocFault(1, `${file} ${unopened[error.code]}`);
  }
}
