import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { isForTests, listProjectFiles, readProjectFile } from './support/project-files.ts';

const files = listProjectFiles();
const code = files.filter((file) => /^(src|tests)\/.*\.(ts|tsx|mjs|astro|css)$/.test(file));

/** What must not stand in a file, and where it is looked for. The patterns would find themselves here. */
const forbidden: { what: string; pattern: RegExp; where: (file: string) => boolean }[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.:/-])\/(?:home|Users|root|work)\/\w/, where: () => true },
  { what: 'a path out of the checkout', pattern: /\.\.\/shared\b/, where: (file) => !file.startsWith('tests/') },
  { what: 'the address of a registry', pattern: /\bregistry\.(npmjs|yarnpkg|npmmirror)\b/, where: () => true },
  // Elsewhere it may be a word: it is Spanish for "everything".
  {
    what: 'a note to do later',
    pattern: /\b(TODO|FIXME|XXX)\b/,
    where: (file) => /^(src|tests|docs|deploy)\//.test(file),
  },
];

describe('the house', () => {
  test('has no junk drawer', () => {
    expect(code.filter((file) => /(^|[/.-])(utils?|helpers?|common|misc)([/.-]|$)/i.test(file))).toEqual([]);
  });

  test('names modules in kebab-case and components in PascalCase', () => {
    const names = code.filter((file) => /^src\/.*\.(ts|mjs)$/.test(file) && !file.startsWith('src/pages/'));
    expect(names.filter((file) => !/\/[a-z0-9]+([-.][a-z0-9]+)*$/.test(file))).toEqual([]);
    const components = code.filter((file) => /^src\/(components|layouts)\/.*\.(tsx|astro)$/.test(file));
    expect(components.filter((file) => !/\/[A-Z][A-Za-z0-9]*(\.test)?\.\w+$/.test(file))).toEqual([]);
  });

  test('has no file over 300 lines', () => {
    expect(code.filter((file) => readProjectFile(file).trimEnd().split('\n').length > 300)).toEqual([]);
  });

  test('says over each thing that is exported what it promises', () => {
    // Names and meaning of what pages and middleware export are the framework's.
    const typed = code.filter(
      (file) => /^src\/(?!pages\/|middleware|content\.config).*\.tsx?$/.test(file) && !isForTests(file),
    );
    expect(typed.flatMap(findUndocumented)).toEqual([]);
  });

  test.each(forbidden)('holds nowhere $what', ({ pattern, where }) => {
    const searched = files.filter((file) => where(file) && isText(file) && file !== 'tests/house.test.ts');
    const faults = searched.flatMap((file) =>
      readProjectFile(file)
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
    );
    expect(faults).toEqual([]);
  });
});

function isText(file: string): boolean {
  return /(\.(ts|tsx|mjs|astro|css|json|md|ya?ml|txt|html|svg|conf|service|sh|npmrc)|\/run|Dockerfile|LICENSE)$/.test(
    file,
  );
}

function findUndocumented(file: string): string[] {
  const source = ts.createSourceFile(file, readProjectFile(file), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported || ts.getJSDocCommentsAndTags(statement).length > 0) return [];
    return [`${file}: ${statement.getText().slice(0, 60)}`];
  });
}
