import path from 'node:path';
import { type Attached, savedName } from '#opening/attached.ts';
import { type NewFile, writeNew } from './files.ts';

/**
 * Writes the files of a message that passed into a folder that exists, readable by their owner alone, under names that begin
 * with the reference. Answers the paths. Throws `SpocFault` when one is there already or cannot be written: none is then.
 */
export function writeAttached(folder: string, reference: string, files: readonly Attached[]): string[] {
  const passed = files.flatMap((file, index): NewFile[] =>
    file.reason === null
      ? [{ path: path.join(folder, savedName(reference, index, file)), content: file.bytes, secret: true }]
      : [],
  );
  writeNew(passed);
  return passed.map((file) => file.path);
}
