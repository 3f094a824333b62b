import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readServices } from '../../src/directory/service.ts';
import { root } from '../support/project-files.ts';
import { content, counties } from './overlays.ts';

const research = path.join(root, '../shared', 'data', 'services');
const found = existsSync(research);

/** Digits alone, and 0 in place of +44: numbers are written in many ways. */
const digitsOf = (number: string) =>
  number
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^\+44/, '0');

/** Every number in the entries that were found ready to be published, wherever in the entry it stands. */
function readReady(value: unknown, ready = false): string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    return ready ? (String(value).match(/\+?[\d][\d ()]*\d/g) ?? []).map(digitsOf) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const advice = 'publish_advice' in value && typeof value.publish_advice === 'string' ? value.publish_advice : null;
  const inside = advice === null ? ready : advice === 'ready';
  return Object.values(value).flatMap((inner) => readReady(inner, inside));
}

const run = found ? describe : describe.skip;

run(`the numbers to ring${found ? '' : ' (skipped: the research is not beside this checkout)'}`, () => {
  const ready = new Set(
    (found ? readdirSync(research) : [])
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => readReady(parse(readFileSync(path.join(research, file), 'utf8')))),
  );

  test.each(counties)('of %s are all in the research, in entries that are ready to be published', (county) => {
    const unknown = [...readServices(content, county).values()].flatMap(({ id, phones, textNumber }) =>
      [...phones.map(({ number }) => number), ...(textNumber?.match(/\d[\d ]{3,}\d/g) ?? [])]
        .filter((number) => !ready.has(digitsOf(number)))
        .map((number) => `${id}: ${number}`),
    );
    expect(ready.size).toBeGreaterThan(50);
    expect(unknown).toEqual([]);
  });
});
