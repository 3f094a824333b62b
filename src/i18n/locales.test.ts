import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { english, overlay, readLocales, readOverlay } from './locales.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'locales-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string) {
  const full = path.join(root, 'locales', file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}
const urdu = 'tag: ur\nname: اردو\nenglish: Urdu\ndirection: rtl\nreviewed: null\n';

describe('the languages', () => {
  test('are English alone where there is no folder', () => {
    expect(readLocales(root)).toEqual([english]);
  });

  test('are English and those with a folder, in order of tag', () => {
    write('ur/locale.yaml', urdu);
    write(
      'pl/locale.yaml',
      'tag: pl\nname: Polski\nenglish: Polish\ndirection: ltr\nreviewed: { by: A, on: 2026-01-02 }\n',
    );
    write('notes.txt', 'no language');
    expect(readLocales(root).map(({ tag, direction, reviewed }) => [tag, direction, reviewed?.by ?? null])).toEqual([
      ['en', 'ltr', 'source language'],
      ['pl', 'ltr', 'A'],
      ['ur', 'rtl', null],
    ]);
  });

  test.each([
    ['a direction that is none', urdu.replace('rtl', 'right')],
    ['a tag that is none', urdu.replace('tag: ur', 'tag: Urdu!')],
    ['something more', `${urdu}flag: x\n`],
    ['no word on who has passed it', urdu.replace('reviewed: null\n', '')],
    ['a review on no day', urdu.replace('null', '{ by: A, on: soon }')],
  ])('are refused with %s', (_what, text) => {
    write('ur/locale.yaml', text);
    expect(() => readLocales(root)).toThrow();
  });
});

describe('an overlay', () => {
  test('wins where it has a text, and what it lacks stays', () => {
    const lower = { a: 'one', b: { c: 'two', d: 'three' }, list: ['x', 'y'] };
    expect(overlay(lower, { b: { c: 'dwa' } })).toEqual({ a: 'one', b: { c: 'dwa', d: 'three' }, list: ['x', 'y'] });
    expect(overlay(lower, { list: ['z'] }).list).toEqual(['z']);
    expect(overlay(lower, null)).toBe(lower);
    expect(lower.b.c).toBe('two');
  });

  test('is read from the folder of its language, and is null where there is none', () => {
    write('pl/ui.json', '{"site":{"exit":"Wyjdź"}}');
    write('pl/national/x.yaml', 'summary: Słowa\n');
    expect(readOverlay(root, 'pl', 'ui.json')).toEqual({ site: { exit: 'Wyjdź' } });
    expect(readOverlay(root, 'pl', 'national/x.yaml')).toEqual({ summary: 'Słowa' });
    expect(readOverlay(root, 'ur', 'ui.json')).toBeNull();
  });
});
