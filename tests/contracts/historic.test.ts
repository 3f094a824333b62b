import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { listProjectFiles, readProjectFile, root } from '../support/project-files.ts';

const research = path.join(root, '../shared', 'data', 'services');
const found = existsSync(research);

/** Numbers of ten digits or more, however they are written. */
const numbersIn = (text: string) =>
  (text.match(/\d(?:[\d\s()./-]*\d)?/g) ?? []).map((one) => one.replace(/\D/g, '')).filter((one) => one.length >= 10);

/** The texts below every key of this name. */
function textsBelow(value: unknown, name: string, inside = false): string[] {
  if (typeof value !== 'object' || value === null) return inside ? [String(value)] : [];
  return Object.entries(value).flatMap(([key, inner]) => textsBelow(inner, name, inside || key === name));
}

const run = found ? describe : describe.skip;

run(`numbers that are history${found ? '' : ' (skipped: the research is not beside this checkout)'}`, () => {
  const names = found ? readdirSync(research).filter((name) => name.endsWith('.yaml')) : [];
  const files = names.map((name): unknown => parse(readFileSync(path.join(research, name), 'utf8')));
  // The heads of the files explain what the key is for, in words.
  const old = new Set(files.flatMap((file) => textsBelow(file, 'historic_only')).flatMap(numbersIn));

  test('stand nowhere in the content: not on a page, not in a remark, not on the editors’ list', () => {
    expect(old.size).toBeGreaterThan(5);
    const content = listProjectFiles('content').filter((file) => /\.(yaml|md|json)$/.test(file));
    expect(content.length).toBeGreaterThan(200);
    const shown = content.flatMap((file) =>
      numbersIn(readProjectFile(file))
        .filter((number) => old.has(number))
        .map((number) => `${file}: ${number}`),
    );
    expect(shown).toEqual([]);
  });
});
