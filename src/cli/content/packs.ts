import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ServiceRecord } from '#directory/service.ts';

/** A file of a service: where it is, in which pack, and its id by its name. */
export type ServiceFile = { file: string; pack: string; id: string };

/** A service with its file. */
export type ReadService = ServiceFile & { record: ServiceRecord };

/** Ids of the counties that have a folder, in order. */
export function listCounties(content: string): string[] {
  return foldersIn(path.join(content, 'counties'));
}

/** Tags of the languages that have a folder, in order. */
export function listTags(content: string): string[] {
  return foldersIn(path.join(content, 'locales'));
}

/** The folder of a pack below `content`, or below a language's folder: a county's, or `national`. */
export function folderOf(root: string, pack: string): string {
  return pack === 'national' ? path.join(root, 'national') : path.join(root, 'counties', pack);
}

/** Every service file of these packs, by name. */
export function listServiceFiles(root: string, packs: readonly string[]): ServiceFile[] {
  return packs.flatMap((pack) => {
    const folder = path.join(folderOf(root, pack), 'services');
    return yamlIn(folder).map((name) => ({ file: path.join(folder, name), pack, id: name.replace(/\.yaml$/, '') }));
  });
}

function yamlIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function foldersIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
