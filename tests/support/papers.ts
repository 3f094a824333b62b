import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import PostalMime from 'postal-mime';
import { makePdf } from '../../src/attachments/testing/files.ts';
import { entriesOf } from '../../src/forms/answers.ts';
import type { Answers } from '../../src/forms/define.ts';
import { examples } from '../../src/forms/professional/examples.ts';
import { form } from '../../src/forms/professional/form.ts';
import { createId } from '../../src/message/reference.ts';
import { openForm, walk } from './form.ts';
import { createGpg, gpgAvailable } from './gpg.ts';
import { decryptWith, listMessages } from './opened.ts';
import { boundary, type Part, type RawAnswer, sendRaw, writeMultipart } from './raw-http.ts';

/** The form of these tests, and answers that can be sent. */
export { form };
export const answers: Answers = examples.shortest.answers;

/** A file to choose, as Playwright wants it. */
export type Paper = { name: string; mimeType: string; buffer: Buffer };

export const paper = (name: string, bytes: Uint8Array, mimeType = 'application/pdf'): Paper => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** A PDF of exactly so many bytes, most of them noise, as a scanned page is. */
export function makeScan(size: number): Uint8Array {
  const scan = (noise: number) =>
    makePdf([Buffer.concat([Buffer.from('8 0 obj\n<< >>\nstream\n'), randomBytes(noise), Buffer.from('\nendstream')])]);
  const scanned = scan(size - scan(0).length);
  expect(scanned.length).toBe(size);
  return scanned;
}

/** Goes to the check page with everything answered that is needed. */
export async function openCheckPage(page: Page, tag: string): Promise<void> {
  await openForm(page, tag, form);
  await walk(page, answers, { form, atOnce: true });
}

/** The papers in the one message of a reference that a demonstration delivered, opened as the contact does it. */
export async function openPapers(dataDir: string, reference: string): Promise<{ name: string; bytes: Buffer }[]> {
  const find = () => listMessages(dataDir).filter((name) => name.startsWith(`${reference}.`));
  await expect.poll(() => find().length, { timeout: 30_000, message: 'the message is delivered once' }).toBe(1);
  const mail = await PostalMime.parse(readFileSync(path.join(dataDir, 'messages', find()[0] ?? '')));
  const sealed = mail.attachments.find(({ mimeType }) => mimeType === 'application/octet-stream');
  const armoured = Buffer.from(sealed?.content as ArrayBuffer).toString('latin1');
  const key = readFileSync(path.join(dataDir, 'demonstration', 'private-key.asc'), 'utf8');
  const inside = await PostalMime.parse(await decrypt(armoured, key));
  const [json, ...papers] = inside.attachments;
  expect(json?.filename).toBe('referral.json');
  return papers.map(({ filename, content }) => ({ name: filename ?? '', bytes: Buffer.from(content as ArrayBuffer) }));
}

async function decrypt(armoured: string, key: string): Promise<Uint8Array> {
  if (!gpgAvailable) return decryptWith(key)(armoured);
  const gpg = createGpg();
  try {
    await gpg.importKey(key);
    return (await gpg.decrypt(armoured)).output;
  } finally {
    gpg.close();
  }
}

/** The parts of a referral with papers as a browser without scripts posts them: what was written first, then the files. */
export function withPapers(files: { name: string; bytes: Uint8Array }[], id = createId()): Part[] {
  const texts = entriesOf(form, answers).map(([name, value]): Part => [name, value]);
  const papers = files.map(({ name, bytes }): Part => ['papers', bytes, `; filename="${name}"`]);
  return [['submission', id], ['page', 'check'], ...texts, ...papers, ['action', 'send']];
}

/** Posts a referral by hand; `headers` may lie. Gives the answer within a minute. */
export function postPapers(origin: string, parts: Part[], headers: Record<string, string> = {}): Promise<RawAnswer> {
  const body = writeMultipart(parts);
  const all = {
    Host: new URL(origin).host,
    Origin: origin,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': String(body.length),
    Connection: 'close',
    ...headers,
  };
  const head = [`POST /en/${form.path}/ HTTP/1.1`, ...Object.entries(all).map((pair) => pair.join(': ')), '', ''];
  return sendRaw(origin, Buffer.concat([Buffer.from(head.join('\r\n')), body]), 60_000);
}
