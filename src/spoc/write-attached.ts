import path from 'node:path';
import type { Attached } from '#opening/attached.ts';
import { type NewFile, writeNew } from './files.ts';

/**
 * Writes the files of a message that passed into a folder that exists, readable by their owner alone, under names that begin
 * with the reference. Answers the paths. Throws `SpocFault` when one is there already or cannot be written: none is then.
 */
export function writeAttached(folder: string, reference: string, files: readonly Attached[]): string[] {
  const passed = files.flatMap(({ name, bytes, reason }, index): NewFile[] =>
    reason === null
      ? [{ path: path.join(folder, `${reference}-${index + 1}-${name}`), content: bytes, secret: true }]
      : [],
  );
  writeNew(passed);
  return passed.map((file) => file.path);
}
