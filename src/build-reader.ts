import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { writePage } from '#reader/page.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The page for opening messages as the site serves it, the same as one file for a computer without a network, and that file's SHA-256. */
export type BuiltReader = { page: string; single: string; sha256: string };

/**
 * Makes the contact's page for opening messages. The same sources, packages and address give the same bytes, so that anybody
 * can build the file again and compare. `origin`: where the site is, or null. `demo` changes the page alone.
 */
export async function buildReader(origin: string | null, { demo = false } = {}): Promise<BuiltReader> {
  const [script, style] = await Promise.all([
    bundle(entry(), 'tsx'),
    bundle('@import "./src/reader/reader.css"; @import "./src/reader/print.css";', 'css'),
  ]);
  const single = await writePage({ script, style, origin, single: null, demo: false });
  const sha256 = createHash('sha256').update(single).digest('hex');
  return { page: await writePage({ script, style, origin, single: sha256, demo }), single, sha256 };
}

/** Every form that has a folder, named one by one: a bundler cannot look into folders. */
function entry(): string {
  const folder = path.join(root, 'src', 'forms');
  const forms = readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'form.ts')))
    .sort();
  return [
    "import './src/reader/secure.ts';",
    ...forms.map((name, index) => `import { form as form${index} } from './src/forms/${name}/form.ts';`),
    "import { startReader } from './src/reader/start.tsx';",
    `startReader([${forms.map((_, index) => `form${index}`).join(', ')}]);`,
  ].join('\n');
}

async function bundle(contents: string, loader: 'tsx' | 'css'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The notices of what is in it; OpenPGP.js is LGPL, and its source is named there.
    legalComments: 'inline',
    charset: 'utf8',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  // Within a page the end of an element must not stand in a text of a script.
  return (file?.text ?? '').trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
