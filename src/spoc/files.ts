import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SpocFault } from './fault.ts';

/** A file to write. A `secret` one can be read by its owner alone. */
export type NewFile = { path: string; content: string | Uint8Array; secret: boolean };

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

/** The bytes of a file. Throws `SpocFault` with the path and the reason. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SpocFault(2, `${path}: ${reasons[codeOf(error)] ?? 'cannot be read'}`);
  }
}

/** Whether there is a folder of this name. */
export function isFolder(named: string): boolean {
  return statSync(named, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** How the names of messages end: mail as programs save it, and the bare sealed text. */
const messages = /\.(eml|asc|pgp|gpg|txt)$/i;

/** Files as they are named, and for a folder the messages in it by name. Throws `SpocFault` for a folder that has none. */
export function listMessages(named: readonly string[]): string[] {
  return named.flatMap((one) => {
    if (!isFolder(one)) return [one];
    const found = readdirSync(one, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && messages.test(entry.name),
    );
    if (found.length === 0) throw new SpocFault(2, `${one}: there is no message (.eml) in it`);
    return found.map(({ name }) => path.join(one, name)).sort();
  });
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
  for (const { path, content, secret } of files) {
    try {
      writeFileSync(path, content, { flag: 'wx', mode: secret ? 0o600 : 0o644 });
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
