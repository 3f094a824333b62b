import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readBuildRecord, recordFile } from '#server/build-record.ts';
import { root } from '../stage.ts';
import { collectLicences } from './licences.ts';
import { makePrograms, programs } from './programs.ts';

/** The most a bundle may weigh, in bytes. */
export const bundleLimit = 20 * 1024 * 1024;

/** A bundle that cannot be made; the message says what to do. */
export class BundleFault extends Error {
  readonly code = 'bundle';
}

/**
 * Puts the built site, the programs and the content into `folder`, which runs from there alone with Node 24: no install,
 * no package manager. The folder must be empty or not there. Answers its size in bytes; throws `BundleFault` with what to do.
 */
export async function makeBundle(buildDir: string, contentDir: string, folder: string): Promise<number> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new BundleFault(`${folder} is not empty: name another folder.`);
  const record = readBuildRecord(buildDir);
  if (!record) throw new BundleFault('There is no whole build to bundle. Run: npm run build');
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const { files, inputs } = await makePrograms(buildDir);
  for (const { file, text } of files) put(file, text);
  for (const name of Object.keys(programs)) put(`${name}.mjs`, launcher(name));
  put('package.json', `${JSON.stringify(describeBundle(), null, 2)}\n`);
  copyOpenpgp(folder);
  cpSync(path.join(buildDir, 'client'), path.join(folder, 'site', 'client'), { recursive: true });
  put(recordFile('site'), JSON.stringify(withoutFolders(record)));
  cpSync(contentDir, path.join(folder, 'content'), { recursive: true });
  cpSync(path.join(root, 'deploy'), path.join(folder, 'deploy'), { recursive: true });
  cpSync(path.join(root, 'docs'), path.join(folder, 'docs'), { recursive: true });
  // What the runbook and every fault in the settings send the operator to.
  cpSync(path.join(root, 'README.md'), path.join(folder, 'README.md'));
  put('licences.txt', collectLicences([...Object.keys(inputs), 'node_modules/openpgp/package.json']));
  return weigh(folder);
}

/** Where it was built is of no use elsewhere, and a start compares no folders. */
const withoutFolders = ({ sources, options }: NonNullable<ReturnType<typeof readBuildRecord>>) => ({
  sources,
  options: { ...options, contentDir: 'content', buildDir: 'site' },
});

/** One of the files that are started: it says which Node is needed before anything is loaded that needs it. */
const launcher = (name: string) => `import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || major === 23 || (major === 22 && minor < 22)) {
  console.error(\`No Wrong Door needs Node 24 (or 22.22): this is \${process.version}.\`);
  process.exit(1);
}
const own = path.dirname(fileURLToPath(import.meta.url));
process.env.CONTENT_DIR ||= path.join(own, 'content');
process.env.BUILD_DIR ||= path.join(own, 'site');
await import('./program/${name}.mjs');
`;

function describeBundle(): object {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { name, version, license, private: true, type: 'module', imports: { '#openpgp': './openpgp/openpgp.mjs' } };
}

function copyOpenpgp(folder: string): void {
  const from = path.join(root, 'node_modules', 'openpgp');
  mkdirSync(path.join(folder, 'openpgp'));
  cpSync(path.join(from, 'dist', 'node', 'openpgp.min.mjs'), path.join(folder, 'openpgp', 'openpgp.mjs'));
  cpSync(path.join(from, 'LICENSE'), path.join(folder, 'openpgp', 'LICENSE'));
  chmodSync(path.join(folder, 'openpgp', 'openpgp.mjs'), 0o644);
}

/** The bytes of every file in a folder. */
function weigh(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
