import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ContentError, readYaml, source } from './source.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'yaml-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schema = z.strictObject({ name: z.string(), source });
function read(text: string) {
  const file = path.join(folder, 'entry.yaml');
  writeFileSync(file, text);
  return readYaml(file, schema);
}
/** What an editor is told about a file. */
function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
  throw new Error('the file was taken');
}

const sound = 'name: A\nsource: { url: "https://example.org/", readOn: 2026-11-22, pageDate: undated }\n';

describe('a content file', () => {
  test('that is right is read', () => {
    expect(read(sound)).toMatchObject({ name: 'A', source: { readOn: '2026-11-22' } });
  });

  test('that is wrong is named, with every wrong field', () => {
    const said = complaint('name: 7\nsource: { url: "ftp://x", readOn: soon, pageDate: undated }\nextra: x\n');
    expect(said.split('\n')[0]).toMatch(/entry\.yaml$/);
    for (const field of ['name: ', 'source.url: ', 'source.readOn: ', 'extra']) expect(said).toContain(field);
  });

  test('that is no YAML, or is not there, is named too', () => {
    expect(complaint('name: [')).toMatch(/entry\.yaml\n {2}- /);
    expect(() => readYaml(path.join(folder, 'none.yaml'), schema)).toThrow(/none\.yaml/);
  });
});
