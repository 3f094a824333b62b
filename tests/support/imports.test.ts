import { describe, expect, test } from 'vitest';
import { readSource, resolveImport } from './imports.ts';

const specifiers = (file: string, text: string) => readSource(file, text).imports.map(({ specifier }) => specifier);

describe('reading imports', () => {
  test('finds every way of importing and nothing in comments or strings', () => {
    const text = `
      import './a.ts'; // import './no.ts'
      import { type B } from './b.ts';
      export { c } from './c.ts';
      export * from './d.ts';
      const e = await import('./e.ts');
      type F = import('./f.ts').F;
      const text = "import './no.ts'";`;
    expect(specifiers('src/forms/x.ts', text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `./${name}.ts`));
  });

  test('knows what is erased: inline type names still load their file', () => {
    const text = `
      import type { A } from './a.ts';
      import { type B } from './b.ts';
      export type { C } from './c.ts';
      type D = import('./d.ts').D;`;
    const { imports } = readSource('src/forms/x.ts', text);
    expect(imports.map(({ typesOnly }) => typesOnly)).toEqual([true, false, true, true]);
  });

  test('reads the frontmatter and the scripts of an Astro file', () => {
    const text = `---\nimport A from '#components/A.astro';\n---\n<p>import './no.ts'</p>\n<script>import '../b.ts';</script>`;
    expect(specifiers('src/pages/x.astro', text)).toEqual(['#components/A.astro', '../b.ts']);
  });

  test('sees import.meta.glob and whether JSON is imported as JSON', () => {
    const { imports, usesGlob } = readSource(
      'src/i18n/x.ts',
      `import a from './a.json' with { type: 'json' };\nimport b from './b.json';\nimport.meta.glob('./*.json');`,
    );
    expect(usesGlob).toBe(true);
    expect(imports.map(({ asJson }) => asJson)).toEqual([true, false]);
  });

  test('follows the names of package.json', () => {
    expect(resolveImport('#forms/define.ts', 'src/message/text.ts')).toBe('src/forms/define.ts');
    expect(resolveImport('#config', 'src/server/main.ts')).toBe('src/config.ts');
    expect(resolveImport('../b.ts', 'src/forms/one/a.ts')).toBe('src/forms/b.ts');
    expect(resolveImport('node:fs', 'src/forms/a.ts')).toBeNull();
  });
});
