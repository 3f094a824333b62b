import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import * as openpgp from 'openpgp';
import { afterAll } from 'vitest';
import { generateKeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { type Attachment, writeEntity } from '#message/mime.ts';
import { writeReferral } from '#message/referral.ts';
import { runSpoc } from '../cli.ts';
import { createTerminal } from '../terminal.ts';

/** What a message is made of. `sent`: when the site took it, as an ISO time. */
export type Sealed = {
  form: string;
  reference: string;
  answers: Answers;
  sent: string;
  language?: string;
  attachments?: Attachment[];
};

/** A folder with a contact's key, messages sealed to it, and the command. Removed after the tests of the file. */
export async function createContact() {
  const folder = mkdtempSync(path.join(tmpdir(), 'contact-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const now = new Date('2027-01-15T12:00:00Z');
  const pair = await generateKeyPair(openpgp, { name: 'Referrals', now, expiresInDays: 730 });
  const keys = await readContactKeys(openpgp, [pair.publicKey], now);
  const forms = await discoverForms();
  const keyFile = path.join(folder, 'private.asc');
  writeFileSync(keyFile, pair.privateKey);

  const write = async (
    file: string,
    { form: id, reference, answers, sent, language = 'en', attachments = [] }: Sealed,
  ) => {
    const form = forms.get(id)?.form;
    if (!form) throw new Error(`no form ${id}`);
    const versions = { privacy: '2026-11-01', permission: '2026-11-01' };
    const json = writeReferral(form, answers, { reference, language, versions }, { highScore: null });
    const text = `Identity not verified\nReference: ${reference}\n`;
    const entity = writeEntity({ subject: 'Message', boundary: 'part', text, json, attachments });
    const sealed = await seal(openpgp, entity, keys, now);
    const head = `Subject: Message ${reference}\r\nDate: ${new Date(sent).toUTCString().replace('GMT', '+0000')}\r\n\r\n`;
    writeFileSync(path.join(folder, file), head + sealed);
  };

  const run = async (...args: string[]) => {
    const said = { out: '', err: '' };
    const input = new PassThrough();
    input.end('');
    const take = (to: 'out' | 'err') => (text: string) => {
      said[to] += text;
    };
    const exit = await runSpoc(args, createTerminal(input, take('out'), take('err')), now);
    return { exit, ...said };
  };

  return { folder, inFolder: (name: string) => path.join(folder, name), keyFile, write, run };
}
