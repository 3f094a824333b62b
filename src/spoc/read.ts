import { discoverForms } from '#forms/discover.ts';
import type { Forms } from '#forms/index.ts';
import { describeAttached } from '#opening/attached.ts';
import { writeJson } from '#opening/json.ts';
import { writeAnswers } from './answers-csv.ts';
import { SpocFault } from './fault.ts';
import { isFolder, listMessages, writeNew } from './files.ts';
import { type Opened, openMessages } from './open-messages.ts';
import { type KeyOptions, unlock } from './private-key.ts';
import type { Terminal } from './terminal.ts';
import { writeAttached } from './write-attached.ts';

/**
 * `format`: text for a person, `json` one `referral.json` a line, `csv` a table. `out`: a new file to write them to in
 * place of the terminal. `attachments`: the folder that files which pass are written to; without it none is written.
 */
export type ReadOptions = KeyOptions & {
  format: 'text' | 'json' | 'csv';
  out?: string | undefined;
  attachments?: string | undefined;
};

/**
 * Opens messages, or all in a folder, and shows what was written. Answers 0 when each opened and is as the site writes it,
 * 1 when any did not or is not. Throws `SpocFault` when the private key cannot be used or a file cannot be read or written.
 */
export async function read(named: string[], options: ReadOptions, terminal: Terminal): Promise<0 | 1> {
  const { attachments, format, out } = options;
  const files = listMessages(named);
  if (attachments !== undefined && !isFolder(attachments))
    throw new SpocFault(2, `${attachments}: there is no such folder`);
  const privateKey = await unlock(options, terminal);
  const forms = await discoverForms();
  const opened: Opened[] = [];
  let exit: 0 | 1 = 0;
  for await (const message of openMessages(files, privateKey, forms, { plain: options.opened ?? false })) {
    if ('fault' in message) {
      exit = 1;
      terminal.warn(`${message.file} ${message.fault}\n`);
      if (message.inside !== null && format === 'text') terminal.write(`${message.inside}\n`);
      continue;
    }
    const { file, judged } = message;
    if (!message.sealed)
      terminal.warn(`${file} was not sealed when it was read here: ask your mail program whether it was.\n`);
    for (const problem of judged.problems) terminal.warn(`WARNING, ${file}: ${problem}.\n`);
    if (judged.problems.length > 0) exit = 1;
    if (attachments !== undefined) store(attachments, message, terminal);
    if (out === undefined && format !== 'csv') terminal.write(write([message], format, forms));
    // The bytes of what was attached are not kept: a folder may hold gigabytes.
    else opened.push({ ...message, judged: { ...judged, attached: judged.attached.map(forget) } });
  }
  if (opened.length > 0 && out === undefined) terminal.write(write(opened, format, forms));
  // Excel takes a file for UTF-8 only when it begins with the mark.
  const mark = format === 'csv' ? '\ufeff' : '';
  if (out !== undefined) writeNew([{ path: out, content: mark + write(opened, format, forms), secret: true }]);
  return exit;
}

function store(folder: string, { file, judged }: Opened, terminal: Terminal): void {
  if (!judged.referral) return;
  const paths = writeAttached(folder, judged.referral.reference, judged.attached);
  for (const path of paths) terminal.warn(`${file}: wrote ${path}\n`);
}

const forget = <Kept extends { bytes: Uint8Array }>(file: Kept): Kept => ({ ...file, bytes: new Uint8Array() });

function write(messages: Opened[], format: ReadOptions['format'], forms: Forms): string {
  if (format === 'csv') return writeAnswers(messages, forms);
  if (format === 'text') {
    return messages
      .map(({ file, judged }) => `--- ${file} ---\n${judged.text}\n${describeAttached(judged.attached)}`)
      .join('');
  }
  return messages.flatMap(({ judged }) => (judged.referral ? [`${writeJson(judged.referral)}\n`] : [])).join('');
}
