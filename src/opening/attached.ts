import { checkFiles, type NamedFile } from '#attachments/check.ts';
import { safeName } from '#attachments/name.ts';
import type { FileReason } from '#attachments/reason.ts';

/** A file that came with a message: what it may be called here, its bytes and how many, and why it is not given out, if so. */
export type Attached = { name: string; bytes: Uint8Array; size: number; reason: FileReason | null };

/** Why a file is not given out, as the end of a sentence that begins with it. */
export const reasons: Record<FileReason, string> = {
  empty: 'it is empty',
  'too-large': 'it is too large, or all of them together are',
  'too-many': 'there are too many',
  kind: 'it is of a kind that the site does not take',
  mismatch: 'it is not what its name says',
  damaged: 'it is damaged',
  locked: 'it is locked with a password',
  macros: 'it holds macros',
  active: 'it does something by itself, or fetches something, when it is opened',
  unfolds: 'it unfolds into far more than it seems to be',
};

/** Checks what came with a message once more: a browser may have sealed anything. */
export function checkAttached(files: readonly NamedFile[]): Attached[] {
  const answers = checkFiles(files);
  return files.map(({ name, bytes }, index) => ({
    name: safeName(name),
    bytes,
    size: bytes.length,
    reason: answers[index] ?? null,
  }));
}

/** What is wrong with the files of a message, a line each. */
export function describeRefused(files: readonly Attached[]): string[] {
  return files.flatMap(({ name, reason }, index) =>
    reason === null ? [] : [`attachment ${index + 1}, ${name}, is not given out: ${reasons[reason]}`],
  );
}

/** The files of a message in lines for a person, with their sizes; empty where there are none. */
export function describeAttached(files: readonly Attached[]): string {
  return files
    .filter(({ reason }) => reason === null)
    .map(({ name, size }) => `Attached: ${name} (${Math.ceil(size / 1024)} kB)\n`)
    .join('');
}

/** The name that a file of a message is written under: it begins with the reference, and counts. */
export const savedName = (reference: string, index: number, { name }: Attached) => `${reference}-${index + 1}-${name}`;
