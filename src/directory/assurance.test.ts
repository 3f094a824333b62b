import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { inventAssurance } from '../cli/signed-content.ts';
import { assuranceFile, assuranceSchema, nothingNamed, readAssurance } from './assurance.ts';

const content = mkdtempSync(path.join(tmpdir(), 'assurance-'));
afterAll(() => rmSync(content, { recursive: true }));
const whole = inventAssurance('2026-11-22');

describe('the file', () => {
  const read = (value: unknown) => {
    mkdirSync(path.join(content, 'counties', 'kent'), { recursive: true });
    writeFileSync(path.join(content, assuranceFile('kent')), stringify(value));
    return readAssurance(content, 'kent');
  };

  test('is read as it stands, and where there is none nobody is named', () => {
    expect(readAssurance(content, 'nowhere')).toEqual(nothingNamed);
    expect(read(whole)).toEqual(whole);
    expect(read(nothingNamed)).toEqual(nothingNamed);
  });

  test('refuses a field it does not know, one that is left out, and a day that is none, by name', () => {
    const { rota: _, ...short } = whole;
    expect(() => read({ ...whole, dpo: null })).toThrow(/dpo/);
    expect(() => read(short)).toThrow(/rota/);
    expect(() => read({ ...whole, rights: { ...whole.rights, procedure: { on: 'soon' } } })).toThrow(
      /rights\.procedure/,
    );
  });
});

describe('a word that holds a place', () => {
  test.each(['TBC', 'to be confirmed', 'n/a', '???', 'nobody yet', 'pending'])('%s names nobody', (text) => {
    const controller = { name: text, address: 'County Hall' };
    expect(assuranceSchema.safeParse({ ...whole, controller }).success).toBe(false);
  });
});

describe('the rota, which is public,', () => {
  test.each(['Sam, 07700 900982', 'lead@county.example', 'on-call (01622) 496 0001'])('takes no %s', (night) => {
    expect(assuranceSchema.safeParse({ ...whole, rota: { ...whole.rota, night: [night] } }).success).toBe(false);
  });

  test('takes the names of roles', () => {
    const night = ['on-call lead 2', 'director of the service'];
    expect(assuranceSchema.safeParse({ ...whole, rota: { ...whole.rota, night } }).success).toBe(true);
  });
});
