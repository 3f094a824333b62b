import { checkFiles, type NamedFile, typeOf } from './check.ts';
import { safeName } from './name.ts';
import type { FileReason } from './reason.ts';

/** A paper that cannot be sent, by a name that can be shown anywhere, and why. */
export type PaperFault = { name: string; reason: FileReason };

/**
 * One answer a paper, in order: null where it can be sent with those before it, else why not. The same for whoever chooses,
 * in the browser or on the server.
 * @param limit most bytes of all together, as the county set it
 */
export function judgePapers(files: readonly NamedFile[], limit: number): (FileReason | null)[] {
  let sum = 0;
  return checkFiles(files).map((found, index) => {
    sum += files[index]?.bytes.length ?? 0;
    return found ?? (sum > limit ? 'too-large' : null);
  });
}

/** The papers that cannot be sent, of all of them; empty where all can. */
export function findFaults(files: readonly NamedFile[], limit: number): PaperFault[] {
  return judgePapers(files, limit).flatMap((reason, index) =>
    reason === null ? [] : [{ name: safeName(files[index]?.name ?? ''), reason }],
  );
}

/** Papers as parts of a message: the exact name, and the media type that the content was found to be. */
export function asParts(files: readonly NamedFile[]): { name: string; type: string; bytes: Uint8Array }[] {
  return files.map(({ name, bytes }) => ({ name, type: typeOf(name) ?? 'application/octet-stream', bytes }));
}
