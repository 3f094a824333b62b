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

  test('says over each exported function what it promises', () => {
    const typed = code.filter((file) => /^src\/.*\.tsx?$/.test(file) && !isForTests(file));
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
    const name = exportedFunction(statement);
    return name && ts.getJSDocCommentsAndTags(statement).length === 0 ? [`${file}: ${name}`] : [];
  });
}

/** The name of an exported function, class, or constant that is a function; a body-less overload speaks for its body. */
function exportedFunction(statement: ts.Statement): string | null {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return null;
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text ?? 'default';
  if (!ts.isVariableStatement(statement)) return null;
  const [constant] = statement.declarationList.declarations;
  const { initializer } = constant ?? {};
  const isFunction = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  return isFunction && constant ? constant.name.getText() : null;
}
