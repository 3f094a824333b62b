import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SpocFault } from './fault.ts';

/** A file to write. A `secret` one can be read by its owner alone. */
export type NewFile = { path: string; text: string; secret: boolean };

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** The bytes of a file. Throws `SpocFault` with the path and the reason. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SpocFault(2, `${path}: ${reasons[codeOf(error)] ?? 'cannot be read'}`);
  }
}

/** The text of a file, with the same promises. */
export function readText(path: string): string {
  return new TextDecoder().decode(readBytes(path));
}

/** Throws `SpocFault` naming the first of the paths that exists. */
export function refuseExisting(paths: string[]): void {
  const there = paths.find((path) => existsSync(path));
  if (!there) return;
  throw new SpocFault(2, `${there} exists and is left as it is: move it away, or give another name with --out`);
}

/** Writes all the files or none, and never over one that exists. Throws `SpocFault` naming the path. */
export function writeNew(files: NewFile[]): void {
  refuseExisting(files.map(({ path }) => path));
  const written: string[] = [];
  for (const { path, text, secret } of files) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: secret ? 0o600 : 0o644 });
      written.push(path);
    } catch {
      for (const half of written) rmSync(half, { force: true });
      throw new SpocFault(2, `${path}: cannot be written`);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
