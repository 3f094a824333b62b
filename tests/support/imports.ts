import path from 'node:path';
import ts from 'typescript';
import { readProjectFile } from './project-files.ts';

/** One import of a file: `import`, `export … from`, `import()` with a literal, or `import('…')` in a type. */
export type Import = {
  specifier: string;
  /** The project file meant, as a path from the project's folder; null for a package, `node:` and `astro:`. */
  file: string | null;
  /** Erased before the program runs: `import type`. One with only inline `type` names still loads its file. */
  typesOnly: boolean;
  /** Says `with { type: 'json' }`, without which Node refuses a JSON file. */
  asJson: boolean;
};

/** What a source file asks of others. */
export type Source = { imports: Import[]; usesGlob: boolean };

const { imports: aliases } = JSON.parse(readProjectFile('package.json')) as { imports: Record<string, string> };

/** Reads the imports of a `.ts`, `.tsx`, `.mjs` or `.astro` file (its frontmatter and its scripts). */
export function readSource(file: string, text: string = readProjectFile(file)): Source {
  const source: Source = { imports: [], usesGlob: false };
  const add = (node: ts.Expression | undefined, typesOnly: boolean, asJson = false) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    source.imports.push({ specifier: node.text, file: resolveImport(node.text, file), typesOnly, asJson });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : node;
      const asJson = node.attributes?.elements.some(({ name }) => name.text === 'type') ?? false;
      add(node.moduleSpecifier, isTypeOnly(clause), asJson);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, node.arguments.length > 1);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal as ts.Expression, true);
    } else if (ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression)) {
      source.usesGlob ||= node.name.text === 'glob';
    }
    ts.forEachChild(node, visit);
  };
  const code = file.endsWith('.astro') ? takeAstroCode(text) : text;
  visit(ts.createSourceFile(`${file}.tsx`, code, ts.ScriptTarget.Latest, true, scriptKind(file)));
  return source;
}

/** The project file that a specifier written in `from` means, or null. The path need not exist. */
export function resolveImport(specifier: string, from: string): string | null {
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  for (const [alias, target] of Object.entries(aliases)) {
    const [start = '', end] = alias.split('*');
    const hit = end === undefined ? specifier === alias : specifier.startsWith(start) && specifier.endsWith(end);
    if (!hit) continue;
    const rest = end === undefined ? '' : specifier.slice(start.length, specifier.length - end.length);
    return path.posix.normalize(target.replace('*', rest));
  }
  return null;
}

function isTypeOnly(clause: ts.ImportClause | ts.ExportDeclaration | undefined): boolean {
  if (!clause) return false;
  return ts.isExportDeclaration(clause) ? clause.isTypeOnly : clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function takeAstroCode(text: string): string {
  const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes = '']) => !attributes.includes('json'))
    .map(([, , script = '']) => script);
  return [frontmatter, ...scripts].join('\n;\n');
}

function scriptKind(file: string): ts.ScriptKind {
  if (file.endsWith('.ts')) return ts.ScriptKind.TS;
  return file.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TSX;
}
