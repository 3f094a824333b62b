import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../stage.ts';

/** A package whose code is in the bundle. */
type Package = { name: string; version: string; licence: string; text: string };

/**
 * The licences of every package whose code is in the bundle, as one text: most ask that theirs goes along. Throws where
 * a package names none.
 * @param inputs files relative to the project, as esbuild lists them
 */
export function collectLicences(inputs: string[]): string {
  const folders = new Set(inputs.flatMap((file) => findPackage(file) ?? []));
  const packages = [...folders].map(readPackage).sort((one, other) => one.name.localeCompare(other.name));
  const list = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`).join('\n');
  const texts = packages.map(({ name, version, text }) => `${'-'.repeat(72)}\n${name} ${version}\n\n${text.trim()}\n`);
  const own = readFileSync(path.join(root, 'LICENSE'), 'utf8').trim();
  return (
    `No Wrong Door\n\n${own}\n\nIt holds code of others:\n\n${list}\n\n` +
    'openpgp stands by itself, unchanged, in the folder openpgp: another version can be put in its place.\n\n' +
    texts.join('\n')
  );
}

/** The package's folder of a file in node_modules, also where one is nested in another. */
function findPackage(file: string): string | null {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.split(path.sep).join('/'))?.[1] ?? null;
}

function readPackage(folder: string): Package {
  const full = path.join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(full, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`The package ${name} names no licence.`);
  const file = readdirSync(full).find((one) => /^licen[cs]e(\.|-|$)|^copying/i.test(one));
  const text = file && existsSync(path.join(full, file)) ? readFileSync(path.join(full, file), 'utf8') : license;
  return { name, version, licence: license, text };
}
