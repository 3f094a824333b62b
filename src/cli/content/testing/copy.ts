import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '..', '..', '..', '..');

/** A copy of the project's content that a test may change. */
export type ContentCopy = {
  /** The copy's `content`. */
  folder: string;
  /** Changes one file, which must change; null: it is to be new, and `change` is given ''. */
  edit: (file: string, change: (text: string) => string) => void;
  /** Puts back everything that was changed. */
  restore: () => void;
  remove: () => void;
};

/** Copies the project's content into a temporary folder. */
export function copyContent(): ContentCopy {
  const root = mkdtempSync(path.join(tmpdir(), 'content-'));
  const folder = path.join(root, 'content');
  cpSync(path.join(project, 'content'), folder, { recursive: true });
  const touched = new Map<string, string | null>();
  return {
    folder,
    edit: (file, change) => {
      const full = path.join(folder, file);
      const before = existsSync(full) ? readFileSync(full, 'utf8') : null;
      const after = change(before ?? '');
      if (after === before) throw new Error(`${file} was not changed`);
      if (!touched.has(full)) touched.set(full, before);
      writeFileSync(full, after);
    },
    restore: () => {
      for (const [file, before] of touched) before === null ? rmSync(file) : writeFileSync(file, before);
      touched.clear();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
