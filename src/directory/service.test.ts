import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readServices, serviceOverlaySchema } from './service.ts';

const source = { url: 'https://example.org/', readOn: '2026-11-22', pageDate: 'undated' };
const line = {
  id: 'line',
  name: 'A line',
  organisation: 'Somebody',
  summary: 'They listen.',
  help: ['helpline'],
  for: ['anyone'],
  access: ['self'],
  how: ['phone'],
  areas: ['national'],
  howTo: ['Ring the number.'],
  advice: 'ready',
  whoFor: 'Anyone',
  phones: [{ number: '0800 000 000', label: 'Ring', hours: 'Always', free: true, source }],
  textNumber: null,
  chat: null,
  bsl: null,
  website: 'https://example.org/',
  hours: 'Always',
  languages: null,
  readOn: '2026-11-22',
  confirmedOn: null,
  sources: [source],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'services-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(folder: string, service: { id: string; [field: string]: unknown }, name = service.id) {
  mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, folder, `${name}.yaml`), stringify(service));
}

describe('the services of a county', () => {
  test('are the national ones and its own, and no other county’s', () => {
    write('national/services', line);
    write('counties/kent/services', { ...line, id: 'kent-line' });
    write('counties/dorset/services', { ...line, id: 'dorset-line' });
    expect([...readServices(root, 'kent').keys()]).toEqual(['line', 'kent-line']);
    expect([...readServices(root, 'essex').keys()]).toEqual(['line']);
  });

  test.each<[string, object]>([
    ['no source', { sources: [] }],
    ['a number that nobody could ring', { phones: [{ ...line.phones[0], number: 'ring us' }] }],
    ['an address', { address: '1 Some Street' }],
    ['a website that is a script', { website: 'javascript:alert(1)' }],
    ['an id that is no name of a file', { id: '../x' }],
  ])('are refused with %s', (_what, change) => {
    write('national/services', { ...line, ...change }, 'line');
    expect(() => readServices(root, 'kent')).toThrow(/line\.yaml/);
  });

  test.each<[string, object]>([
    ['a postcode', { summary: 'Near ME14 1XX.' }],
    ['a number of a town', { phones: [{ ...line.phones[0], number: '01622 000000' }] }],
    ['a street', { whoFor: 'Women of Mill Lane' }],
  ])('are refused where a place to stay could be found by %s', (_what, change) => {
    write('national/services', { ...line, help: ['refuge'], ...change });
    expect(() => readServices(root, 'kent')).toThrow(/must not be found/);
  });
});

test('words in another language may change no number and no address', () => {
  const words = { summary: 'Słuchają.', whoFor: 'Dla każdego', hours: 'Zawsze' };
  expect(serviceOverlaySchema.safeParse({ ...words, phones: [{ label: 'Zadzwoń', hours: 'Zawsze' }] }).success).toBe(
    true,
  );
  expect(serviceOverlaySchema.safeParse({ ...words, phones: [{ label: 'a', hours: 'b', number: '1' }] }).success).toBe(
    false,
  );
  expect(serviceOverlaySchema.safeParse({ ...words, website: 'https://example.org/' }).success).toBe(false);
});
