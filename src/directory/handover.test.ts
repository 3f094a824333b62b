import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { localiseHandover, readHandover } from './handover.ts';

const root = path.join(import.meta.dirname, '..', '..', 'content');
const english = readHandover(root, 'kent');

describe('what is said where nothing is listed', () => {
  test('is said in the language asked for, with the same service to ask', () => {
    const polish = localiseHandover(root, 'pl', 'kent', english);
    expect(polish['workplace']).toMatchObject({ lang: 'pl', through: english['workplace']?.through });
    expect(polish['workplace']?.text).not.toBe(english['workplace']?.text);
  });

  test('stays English, and says so, where the language has no words for it', () => {
    const unsaid = { ...english, police: { text: 'Ring 101.', lang: 'en', through: '101' } };
    expect(localiseHandover(root, 'pl', 'kent', unsaid)['police']).toEqual(unsaid.police);
    expect(localiseHandover(root, 'cy', 'kent', english)).toEqual(english);
  });

  test('is English where no county of the name has a file', () => {
    expect(readHandover(root, 'nowhere')).toEqual({});
    expect(localiseHandover(root, 'en', 'kent', english)).toEqual(english);
  });

  test('names the file of a language that is wrong', () => {
    const wrong = mkdtempSync(path.join(tmpdir(), 'handover-'));
    const file = 'locales/pl/counties/kent/handover.yaml';
    mkdirSync(path.dirname(path.join(wrong, file)), { recursive: true });
    writeFileSync(path.join(wrong, file), 'refuge:\n  text: Tak\n  through: ndah\n');
    expect(() => localiseHandover(wrong, 'pl', 'kent', english)).toThrow(expect.objectContaining({ file }));
    rmSync(wrong, { recursive: true });
  });
});
