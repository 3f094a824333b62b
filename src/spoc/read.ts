import * as openpgp from 'openpgp';
import { OpenFault, type OpenFaultCode } from '#encryption/fault.ts';
import { open, readPrivateKey } from '#encryption/open.ts';
import { showHidden } from '#message/visible.ts';
import { readEntity } from './entity.ts';
import { findSealed } from './envelope.ts';
import { SpocFault } from './fault.ts';
import { readBytes, readText } from './files.ts';
import { takePassphrase } from './passphrase.ts';
import { report } from './report.ts';
import type { Terminal } from './terminal.ts';

/** Where a demonstration keeps the key it made for itself, from the project's folder. */
export const demonstrationKey = 'data/demonstration/private-key.asc';

/** `json`: print `referral.json` alone. */
export type ReadOptions = { key?: string | undefined; passphraseFile?: string | undefined; json?: boolean | undefined };

const faults: Record<OpenFaultCode, string> = {
  'not-sealed': 'is not sealed. Do not trust it: the site sends nothing that is not',
  'wrong-key': 'is sealed to another key than this one',
  damaged: 'was changed or cut short after it was sealed, and cannot be opened',
  'private-key': 'is not an armoured private key',
  passphrase: 'is locked, and the passphrase is missing or wrong',
};

/**
 * Opens messages and shows what was written, one after the other. Answers 0 when each opened and is as the site writes
 * it, 1 when any did not or is not. Throws `SpocFault` when the private key cannot be used or a file cannot be read.
 */
export async function read(files: string[], options: ReadOptions, terminal: Terminal): Promise<0 | 1> {
  const privateKey = await unlock(options, terminal);
  let exit: 0 | 1 = 0;
  for (const file of files) {
    try {
      if (!(await show(file, privateKey, options.json ?? false, terminal))) exit = 1;
    } catch (error) {
      if (!(error instanceof OpenFault)) throw error;
      terminal.warn(`${file} ${faults[error.code]}.\n`);
      exit = 1;
    }
  }
  return exit;
}

async function show(file: string, privateKey: openpgp.PrivateKey, json: boolean, terminal: Terminal): Promise<boolean> {
  const envelope = await findSealed(readBytes(file));
  if (envelope.armoured === null) throw new OpenFault('not-sealed');
  const bytes = await open(openpgp, envelope.armoured, privateKey);
  const entity = await readEntity(bytes);
  if (!entity) {
    terminal.warn(`${file} opened, but is not a message as the site writes it. This is what is in it:\n`);
    if (!json) terminal.write(`${showHidden(new TextDecoder().decode(bytes))}\n`);
    return false;
  }
  const { text, referral, problems } = report(entity, envelope);
  for (const problem of problems) terminal.warn(`WARNING, ${file}: ${problem}.\n`);
  if (!json) terminal.write(`--- ${file} ---\n${text}\n`);
  else if (referral) terminal.write(`${escapeJson(JSON.stringify(referral, null, 2))}\n`);
  return problems.length === 0;
}

async function unlock(options: ReadOptions, terminal: Terminal): Promise<openpgp.PrivateKey> {
  const file = options.key ?? demonstrationKey;
  const armoured = readText(file);
  try {
    return await readPrivateKey(openpgp, armoured).catch(async (error: unknown) => {
      if (!(error instanceof OpenFault && error.code === 'passphrase')) throw error;
      return readPrivateKey(openpgp, armoured, await takePassphrase(terminal, options.passphraseFile));
    });
  } catch (error) {
    if (!(error instanceof OpenFault)) throw error;
    throw new SpocFault(1, `${file} ${faults[error.code]}`);
  }
}

/** The same JSON, with what could drive a terminal or turn the reading order written as escapes. */
function escapeJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
