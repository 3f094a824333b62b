import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDocx, makePdf, makePng } from '#attachments/testing/files.ts';
import { createContact } from './testing/contact.ts';

const { inFolder, keyFile, write, run } = await createContact();
const read = (...args: string[]) => run('read', '--key', keyFile, ...args);
const referral = {
  form: 'professional',
  reference: 'ABCD-2345',
  answers: { danger: 'no', agencyType: 'police' },
  sent: '2026-11-20T10:00:00Z',
};
const pdf = { name: '../Risk\u202efdp.pdf', type: 'application/pdf', bytes: makePdf() };
const macros = { name: 'b.docx', type: 'application/msword', bytes: makeDocx({ 'word/vbaProject.bin': 'x' }) };
const folder = (name: string) => {
  mkdirSync(inFolder(name));
  return inFolder(name);
};

describe('what is attached', () => {
  test('is named, and nothing is written unless it is asked for', async () => {
    await write('one.eml', { ...referral, attachments: [pdf] });
    const { exit, out, err } = await read(inFolder('one.eml'));
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('Attached: Riskfdp.pdf (1 kB)\n');
  });

  test('is written byte for byte under a name that harms nothing, readable by its owner alone', async () => {
    const second = { name: 'نقشہ.png', type: 'image/png', bytes: makePng() };
    await write('two.eml', { ...referral, attachments: [pdf, second] });
    const to = folder('two');
    expect(await read('--attachments', to, inFolder('two.eml'))).toMatchObject({ exit: 0 });
    expect(readdirSync(to).sort()).toEqual(['ABCD-2345-1-Riskfdp.pdf', 'ABCD-2345-2-نقشہ.png']);
    const written = path.join(to, 'ABCD-2345-1-Riskfdp.pdf');
    expect(readFileSync(written).equals(Buffer.from(pdf.bytes))).toBe(true);
    expect(statSync(written).mode & 0o777).toBe(0o600);
  });

  test('is never written over what is there', async () => {
    await write('three.eml', {
      ...referral,
      attachments: [
        { ...pdf, name: 'a.pdf' },
        { ...pdf, name: 'b.pdf' },
      ],
    });
    const to = folder('three');
    writeFileSync(path.join(to, 'ABCD-2345-2-b.pdf'), 'mine');
    const { exit, err } = await read('--attachments', to, inFolder('three.eml'));
    expect([exit, err]).toEqual([2, expect.stringContaining('exists')]);
    expect(readdirSync(to)).toEqual(['ABCD-2345-2-b.pdf']);
  });

  test('is refused with its reason where it could harm, and the rest is written', async () => {
    await write('four.eml', { ...referral, attachments: [macros, pdf] });
    const to = folder('four');
    const { exit, err } = await read('--attachments', to, inFolder('four.eml'));
    expect(exit).toBe(1);
    expect(err).toContain('attachment 1, b.docx, is not given out: it holds macros');
    expect(readdirSync(to)).toEqual(['ABCD-2345-2-Riskfdp.pdf']);
  });

  test('is told of where the form takes none', async () => {
    const answers = { ringUs: 'yes', permission: 'yes' };
    await write('five.eml', { ...referral, form: 'self-referral', answers, attachments: [pdf] });
    expect(await read(inFolder('five.eml'))).toMatchObject({ exit: 1, err: expect.stringContaining('does not take') });
  });

  test('of ten megabytes arrives whole', { timeout: 30_000 }, async () => {
    const bytes = Buffer.concat([makePdf(), Buffer.alloc(10 * 1024 * 1024)]).subarray(0, 10 * 1024 * 1024);
    await write('big.eml', { ...referral, attachments: [{ ...pdf, name: 'a.pdf', bytes }] });
    const to = folder('big');
    expect(await read('--attachments', to, inFolder('big.eml'))).toMatchObject({ exit: 0 });
    expect(readFileSync(path.join(to, 'ABCD-2345-1-a.pdf')).equals(bytes)).toBe(true);
  });
});

test('a folder that is not there, or a file too large for any message, is said', async () => {
  expect(await read('--attachments', inFolder('nowhere'), inFolder('one.eml'))).toMatchObject({ exit: 2 });
  writeFileSync(inFolder('huge.eml'), Buffer.alloc(25 * 1024 * 1024));
  expect(await read(inFolder('huge.eml'))).toMatchObject({ exit: 1, err: expect.stringContaining('larger than any') });
});
