import { describe, expect, test } from 'vitest';
import { listProjectFiles, readProjectFile } from './support/project-files.ts';

const files = listProjectFiles();
const pages = ['docs/threat-model.md', 'docs/assurance/checks.md', 'docs/assurance/asvs.md'];
const tests = files.filter((file) => /\.(test|spec)\.tsx?$/.test(file)).map(readProjectFile);
const words = tests.join('\n').replaceAll(/\s+/g, ' ');

describe.each(pages)('%s describes this program', (page) => {
  const text = readProjectFile(page);

  test('each file and folder that it names is there', () => {
    const named = [...text.matchAll(/`((?:src|tests|docs|content)\/[\w/.*[\]-]+)`/g)].map(([, name = '']) => name);
    const missing = named.filter((name) => {
      const pattern = new RegExp(`^${name.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[^/]+')}`);
      return !files.some((file) => pattern.test(file));
    });
    expect(named.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  test('each test file that it names alone is there', () => {
    const named = [...text.matchAll(/`([\w.-]+\.(?:spec|test)\.ts)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => files.filter((file) => file.endsWith(`/${name}`)).length === 0)).toEqual([]);
  });

  test('each test that it quotes is there', () => {
    const quoted = [...text.matchAll(/\.ts`\)? “([^”]+)”((?:, “[^”]+”)*)/g)].flatMap(([, first = '', more = '']) => [
      first,
      ...[...more.matchAll(/“([^”]+)”/g)].map(([, next = '']) => next),
    ]);
    expect(quoted.filter((quote) => !words.includes(quote.replaceAll('`', '')))).toEqual([]);
  });
});
