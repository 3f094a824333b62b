import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendEntry, readLog } from './log.ts';
import { createContact } from './testing/contact.ts';

const { inFolder, run } = await createContact();
const log = (folder: string, ...words: string[]) => run('log', ...words, '--log', inFolder(folder));
const linesOf = (folder: string) => readFileSync(path.join(inFolder(folder), 'log.jsonl'), 'utf8').split('\n');

test('a line is added for each outcome, readable by its owner alone', async () => {
  expect(await log('a', 'ABCD-2345', 'not-reached', '--on', '2027-01-13')).toMatchObject({ exit: 0, err: '' });
  const { out } = await log('a', 'abcd2345', 'reached', '--note', ' second try ');
  expect(out).toBe('ABCD-2345 reached on 2027-01-15\n');
  expect(readLog(inFolder('a'))).toEqual({
    entries: [
      { reference: 'ABCD-2345', outcome: 'not-reached', on: '2027-01-13', written: '2027-01-15T12:00:00.000Z' },
      {
        reference: 'ABCD-2345',
        outcome: 'reached',
        on: '2027-01-15',
        note: 'second try',
        written: '2027-01-15T12:00:00.000Z',
      },
    ],
    unreadable: 0,
  });
  expect(statSync(path.join(inFolder('a'), 'log.jsonl')).mode & 0o777).toBe(0o600);
});

test('a line that a power cut tore harms none after it and is told of', async () => {
  await log('b', 'ABCD-2345', 'reached');
  appendFileSync(path.join(inFolder('b'), 'log.jsonl'), '{"reference":"WX');
  await log('b', 'EFGH-2345', 'declined');
  expect(readLog(inFolder('b'))).toMatchObject({ entries: [{}, { reference: 'EFGH-2345' }], unreadable: 1 });
  expect(linesOf('b')).toHaveLength(4);
});

test('what was written is never changed', async () => {
  await log('c', 'ABCD-2345', 'reached');
  const before = linesOf('c')[0];
  for (let times = 0; times < 20; times += 1) await log('c', 'ABCD-2345', 'passed-on');
  expect(linesOf('c')[0]).toBe(before);
  expect(readLog(inFolder('c')).entries).toHaveLength(21);
});

describe('what it cannot take is not written', () => {
  test.each([
    ['no reference', [], 'reference'],
    ['a reference that none is', ['ILOU-0000', 'reached'], 'reference'],
    ['an outcome that none is', ['ABCD-2345', 'dead'], 'not-reached'],
    ['a word too many', ['ABCD-2345', 'reached', 'today'], 'not-reached'],
    ['a day that does not exist', ['ABCD-2345', 'reached', '--on', '2026-02-30'], '--on'],
    ['a day to come', ['ABCD-2345', 'reached', '--on', '2027-01-16'], '--on'],
    ['a number in a note', ['ABCD-2345', 'reached', '--note', 'rang 07700 900982'], 'names nobody'],
    ['an address in a note', ['ABCD-2345', 'reached', '--note', 'a@example.org'], 'names nobody'],
    ['two lines', ['ABCD-2345', 'reached', '--note', 'a\nb'], '--note'],
  ])('%s', async (_what, words, said) => {
    const { exit, out, err } = await log('none', ...words);
    expect([exit, out, err]).toEqual([2, '', expect.stringContaining(said)]);
    expect(existsSync(inFolder('none'))).toBe(false);
  });
});

test('a folder that cannot be made is said in one line', () => {
  writeFileSync(inFolder('file'), '');
  const entry = {
    reference: 'ABCD-2345',
    outcome: 'reached' as const,
    on: '2027-01-01',
    written: '2027-01-01T00:00:00.000Z',
  };
  expect(() => appendEntry(inFolder('file'), entry)).toThrow('cannot be written');
});
