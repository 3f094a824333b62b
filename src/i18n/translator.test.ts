import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { english, type Locale } from './locales.ts';
import { createTranslator, type Translator } from './translator.ts';

const polish: Locale = { tag: 'pl', name: 'Polski', english: 'Polish', direction: 'ltr', reviewed: null };
let root: string;
let translator: Translator;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'translator-'));
  mkdirSync(path.join(root, 'locales', 'pl'), { recursive: true });
  const words = { site: { exit: 'Wyjdź' }, home: { intro: 'Pomoc: {{county}}' } };
  writeFileSync(path.join(root, 'locales', 'pl', 'ui.json'), JSON.stringify(words));
  translator = createTranslator(root, [english, polish]);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a text', () => {
  test('is that of the language, and English where it has none', () => {
    expect(translator.translate('pl')('site.exit')).toBe('Wyjdź');
    expect(translator.translate('pl')('site.back')).toBe('Back');
    expect(translator.words('pl').site.exit).toBe('Wyjdź');
    expect(translator.words('pl').site.back).toBe('Back');
  });

  test('is English in a language that is not known', () => {
    expect(translator.translate('xx')('site.exit')).toBe(translator.translate('en')('site.exit'));
    expect(translator.words('xx')).toEqual(translator.words('en'));
  });

  test('takes values as they are: what shows it escapes it', () => {
    expect(translator.translate('pl')('home.intro', { county: '<Kent & Medway>' })).toBe('Pomoc: <Kent & Medway>');
  });

  test('of one language does not leak into another', () => {
    expect(translator.translate('en')('site.exit')).not.toBe('Wyjdź');
    expect(translator.words('en').home.intro).not.toContain('Pomoc');
  });
});
