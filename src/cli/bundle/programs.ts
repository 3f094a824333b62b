import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { root } from '../stage.ts';

/** What can be started in a bundle, by the file's name, and what it starts. */
export const programs = {
  server: 'src/server/main.ts',
  operate: 'src/cli/operate.ts',
  spoc: 'src/cli/spoc.ts',
  training: 'src/cli/training.ts',
} as const;

/** A file of the bundle, by its path in it. */
export type Program = { file: string; text: string };

const formsFolder = path.join(root, 'src', 'forms');
/** The file that finds the forms by looking into folders, which a bundle has not. */
const finder = path.join(formsFolder, 'discover.ts');
const apart = path.join(root, 'src', 'submissions', 'apart.ts');

/**
 * Makes one set of files of all the programs and the built pages: nothing outside the bundle is imported any more, and what
 * two of them use is there once. Answers the files and the list of what is in them. Throws what esbuild throws.
 */
export async function makePrograms(buildDir: string): Promise<{ files: Program[]; inputs: Metafile['inputs'] }> {
  const folder = path.join(root, 'out');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      ...Object.fromEntries(Object.entries(programs).map(([name, file]) => [`program/${name}`, path.join(root, file)])),
      'program/apart-process': path.join(root, 'src', 'submissions', 'apart-process.ts'),
      'site/server/entry': path.join(buildDir, 'server', 'entry.mjs'),
    },
    // The build may lie anywhere; its packages are the project's.
    nodePaths: [path.join(root, 'node_modules')],
    outdir: folder,
    chunkNames: 'program/[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // Without the comments, which name files of the machine it was built on.
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    // `pg` looks for these where they are installed, Astro for a picture library; no page of ours has it work on a picture.
    external: ['pg-native', 'pg-cloudflare', 'sharp'],
    // Older packages call `require`, which a module does not have.
    banner: { js: "import{createRequire as __own}from'node:module';const require=__own(import.meta.url);" },
    plugins: [listForms, nameApart, keepOpenpgp],
  });
  const files = outputFiles.map((one) => ({ file: path.relative(folder, one.path), text: forget(one.text, buildDir) }));
  return { files, inputs: metafile.inputs };
}

/** Takes out where it was built: Astro writes it down, nothing reads it, and it is nobody's business. */
const forget = (text: string, buildDir: string) => text.replaceAll(buildDir, '/build').replaceAll(root, '/project');

/** Writes the forms down that `discover.ts` finds, by the same functions and names. */
const listForms: Plugin = {
  name: 'list-forms',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]discover\.ts$/ }, ({ path: file }) => {
      if (file !== finder) return null;
      const folders = readdirSync(formsFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && readdirSync(path.join(formsFolder, entry.name)).includes('form.ts'))
        .map(({ name }) => name);
      const blocks = readdirSync(path.join(formsFolder, 'blocks'))
        .filter((name) => name.endsWith('.en.json'))
        .map((name) => name.replace('.en.json', ''));
      const contents = [
        "import { gatherForms } from './index.ts';",
        ...folders.map((name, at) => `import { form as form${at} } from './${name}/form.ts';`),
        ...folders.map((name, at) => `import english${at} from './${name}/en.json' with { type: 'json' };`),
        ...blocks.map((name, at) => `import block${at} from './blocks/${name}.en.json' with { type: 'json' };`),
        `export const readBlocks = () => ({ ${blocks.map((name, at) => `'${name}': block${at}`).join(', ')} });`,
        'export const discoverForms = async () => gatherForms([',
        ...folders.map((_, at) => `  { form: form${at}, english: english${at} },`),
        '], readBlocks());',
      ];
      return { contents: contents.join('\n'), loader: 'ts', resolveDir: formsFolder };
    });
  },
};

/** The process that deals with large messages is started by the name of its file, which is another one here. */
const nameApart: Plugin = {
  name: 'name-apart',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]apart\.ts$/ }, ({ path: file }) => {
      if (file !== apart) return null;
      const text = readFileSync(file, 'utf8');
      const contents = text.replace("'./apart-process.ts'", "'./apart-process.mjs'");
      if (contents === text) throw new Error('apart.ts no longer names apart-process.ts');
      return { contents, loader: 'ts' };
    });
  },
};

/** Its licence (LGPL-3.0, section 4) wants that whoever runs the program can put another version of it in: it stays one file. */
const keepOpenpgp: Plugin = {
  name: 'keep-openpgp',
  setup({ onResolve }) {
    onResolve({ filter: /^openpgp$/ }, () => ({ path: '#openpgp', external: true }));
  },
};
