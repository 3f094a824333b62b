import { startsWith } from './bytes.ts';
import { checkDoc, oleMagic } from './doc.ts';
import { checkDocx } from './docx.ts';
import { extensionOf } from './name.ts';
import { checkPdf } from './pdf.ts';
import { checkJpeg, checkPng } from './picture.ts';
import type { Budget, FileReason } from './reason.ts';

/** A file somebody adds to a message: its own name and its bytes. */
export type NamedFile = { name: string; bytes: Uint8Array };

/** Most bytes of all files of one message together. */
export const maxFileBytes = 10 * 1024 * 1024;

/** Most files of one message. */
export const maxFiles = 10;

/** Most bytes that are unfolded while the files of one message are looked into: about half a second's work. */
const maxUnfolded = 32 * 1024 * 1024;

type Kind = { type: string; check: (bytes: Uint8Array, budget: Budget) => FileReason | null };

/**
 * What is taken: what a risk assessment comes as, and pictures that every office computer opens. Not HEIC and WebP: Windows
 * opens HEIC only with an addition from its shop, both decoders were ways into phones (CVE-2023-41064, CVE-2023-4863), and a
 * phone hands over JPEG where only that is asked for. Not RTF, ODT and sheets: nobody asked for them, and each is a format more
 * to look into.
 */
const kinds = new Map<string, Kind>([
  ['pdf', { type: 'application/pdf', check: checkPdf }],
  ['docx', { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', check: checkDocx }],
  ['doc', { type: 'application/msword', check: checkDoc }],
  ['jpg', { type: 'image/jpeg', check: checkJpeg }],
  ['jpeg', { type: 'image/jpeg', check: checkJpeg }],
  ['png', { type: 'image/png', check: checkPng }],
]);

/** The value of `accept` on an input: the endings that are taken. */
export const acceptedFiles = [...kinds.keys()].map((extension) => `.${extension}`).join(',');

/** The media type of a file that `checkFile` takes, by its name; null where the name is of no kind that is taken. */
export function typeOf(name: string): string | null {
  return kinds.get(extensionOf(name))?.type ?? null;
}

/**
 * Null when a file may be taken, else why not. The name's ending and the content must say the same, since the ending decides
 * which program opens it. Nothing is run and nothing fetched. It cannot promise that a file is harmless.
 */
export function checkFile(name: string, bytes: Uint8Array): FileReason | null {
  return checkWithin(name, bytes, { left: maxUnfolded });
}

/** One answer a file, in order; and the limits of all together: `too-many` or `too-large` for each that is over. */
export function checkFiles(files: readonly NamedFile[]): (FileReason | null)[] {
  const budget = { left: maxUnfolded };
  let sum = 0;
  return files.map(({ name, bytes }, index) => {
    sum += bytes.length;
    if (index >= maxFiles) return 'too-many';
    return sum > maxFileBytes ? 'too-large' : checkWithin(name, bytes, budget);
  });
}

function checkWithin(name: string, bytes: Uint8Array, budget: Budget): FileReason | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > maxFileBytes) return 'too-large';
  const extension = extensionOf(name);
  const kind = kinds.get(extension);
  if (!kind) return /^(docm|dotm|xlsm)$/.test(extension) ? 'macros' : 'kind';
  // Word keeps a document with a password in the older kind of file.
  if (extension === 'docx' && startsWith(bytes, oleMagic)) return checkDoc(bytes) === 'locked' ? 'locked' : 'mismatch';
  return kind.check(bytes, budget);
}
