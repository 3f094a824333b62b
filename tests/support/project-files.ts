import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..');

const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => new RegExp(`^${line.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`));

/**
 * Every file that belongs to the project, as paths from its folder with forward slashes, sorted. Read from the disk by
 * the names in .gitignore, because the tests must also run where there is no git.
 */
export function listProjectFiles(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== '.git' && name !== '.install-lock' && !ignored.some((pattern) => pattern.test(name)))
    .flatMap((entry) => {
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listProjectFiles(file) : [file];
    })
    .sort();
}

/** The text of a project file. */
export function readProjectFile(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Whether a source file exists for tests alone. */
export function isForTests(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.includes('/testing/') || file.startsWith('tests/');
}
