import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createContact } from './testing/contact.ts';

const { inFolder, keyFile, write, run } = await createContact();
const read = (...args: string[]) => run('read', '--key', keyFile, ...args);
mkdirSync(inFolder('inbox'));
const base = { sent: '2026-11-20T10:05:00Z' };
await write('inbox/1.eml', {
  ...base,
  form: 'self-referral',
  reference: 'ABCD-2345',
  answers: { ringUs: 'yes', permission: 'yes', name: '=1+1', kinds: ['money', 'online'], story: 'a,"b"\n\u202ec' },
  language: 'ur',
});
await write('inbox/2.eml', {
  ...base,
  form: 'professional',
  reference: 'EFGH-2345',
  answers: { danger: 'yes', agencyType: 'school', equalityReligion: 'jewish' },
});
writeFileSync(inFolder('inbox/notes.docx'), 'not a message');

describe('a folder as a table', () => {
  test('has one row a message and columns named after the fields', async () => {
    const { exit, out, err } = await read('--csv', inFolder('inbox'));
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const [head = '', first = ''] = out.split('\r\n');
    expect(out.split('\r\n')).toHaveLength(4);
    expect(head).toMatch(/^"reference","form","sent","pageLanguage","level","danger",.*"attachments"$/);
    const columns = head.split(',').map((name) => name.replaceAll('"', ''));
    expect(new Set(columns).size).toBe(columns.length);
    expect(first).toContain('"ABCD-2345","self-referral","2026-11-20T10:05","ur"');
    expect(first).toContain(`"'=1+1"`);
    expect(first).toContain('"money; online"');
    expect(first).toContain('"a,""b""\n[U+202E]c"');
    expect(out.split('\r\n')[2]).toContain('"EFGH-2345","professional"');
  });

  test('keeps what was said on equality out of it', async () => {
    const { out } = await read('--csv', inFolder('inbox'));
    expect(out).not.toMatch(/equality|jewish/);
    expect((await read(inFolder('inbox/2.eml'), '--json')).out).toContain('jewish');
  });

  test('goes to a new file that Excel takes for UTF-8, readable by its owner alone', async () => {
    const file = inFolder('table.csv');
    expect(await read('--csv', '--out', file, inFolder('inbox'))).toMatchObject({ exit: 0, out: '' });
    expect(readFileSync(file, 'utf8').startsWith('\ufeff"reference"')).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await read('--csv', '--out', file, inFolder('inbox'))).toMatchObject({ exit: 2 });
  });
});

test('--json prints one message a line', async () => {
  const { out } = await read('--json', inFolder('inbox'));
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ reference }) => reference)).toEqual(['ABCD-2345', 'EFGH-2345']);
});

test('a folder without messages, or two ways at once, is a mistake', async () => {
  mkdirSync(inFolder('empty'));
  expect(await read(inFolder('empty'))).toMatchObject({ exit: 2, err: expect.stringContaining('no message') });
  expect(await read('--json', '--csv', inFolder('inbox'))).toMatchObject({ exit: 2 });
});
