import { findBytes, startsWith } from './bytes.ts';
import { inflate } from './inflate.ts';
import type { Budget, FileReason } from './reason.ts';

/**
 * Names of actions that do something to the reader's computer or fetch something (ISO 32000-2 table 201 and 7.11.4).
 * They are looked for everywhere, in the bodies of streams as well: none is so short that it stands there by chance.
 */
const active = new Set([
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'GoToE',
  'GoToR',
  'SubmitForm',
  'ImportData',
  'RichMedia',
  'Rendition',
]);

/** Short ones, looked for where objects are written: three letters stand in four megabytes of picture by chance. */
const activeShort = new Set(['JS', 'AA', 'XFA']);

const filters = /^(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|FlateDecode|Fl|RunLengthDecode|RL|Crypt)$/;

/** Real files keep a hundred objects and more in one, and a page in a few; more are there to keep a checker busy. */
const maxStreams = 50_000;

/** A PDF that does nothing by itself, as far as can be seen without running it. Objects folded into streams are seen too. */
export function checkPdf(bytes: Uint8Array, budget: Budget): FileReason | null {
  if (!startsWith(bytes, '%PDF-')) return 'mismatch';
  // A file may pretend that a stream begins where none does, so the long names are looked for without regard to streams.
  if (hasName(bytes, 0, bytes.length, (name) => active.has(name))) return 'active';
  let outside = 0;
  let count = 0;
  for (const stream of findStreams(bytes)) {
    count += 1;
    if (count > maxStreams) return 'unfolds';
    const reason = checkObjects(bytes, outside, stream.head) ?? checkStream(bytes, stream, budget);
    if (reason !== null) return reason;
    outside = stream.end;
  }
  return checkObjects(bytes, outside, bytes.length);
}

/** A stream: the names in its dictionary, where the dictionary ends, and where the body begins and ends. */
type Stream = { keys: Set<string>; head: number; start: number; end: number };

function checkObjects(bytes: Uint8Array, from: number, to: number): FileReason | null {
  const isActive = (name: string, end: number) =>
    active.has(name) || activeShort.has(name) || (name === 'OpenAction' && !isPlace(bytes, end));
  if (hasName(bytes, from, to, (name) => name === 'Encrypt')) return 'locked';
  return hasName(bytes, from, to, isActive) ? 'active' : null;
}

function checkStream(bytes: Uint8Array, { keys, start, end }: Stream, budget: Budget): FileReason | null {
  // Readers go by the numbers and not by the type, so that both tell of objects inside.
  if (!keys.has('ObjStm') && !(keys.has('N') && keys.has('First'))) return null;
  const used = [...keys].filter((key) => filters.test(key));
  if (used.length === 0 && !keys.has('Filter') && !keys.has('F')) return checkObjects(bytes, start, end);
  if (used.length !== 1 || !/^Fl/.test(used[0] ?? '') || keys.has('DecodeParms') || keys.has('DP')) return 'damaged';
  // Not only up to `end`: the word "endstream" may stand in the body, put there to cut the look short. Two bytes: RFC 1950.
  const { bytes: unfolded, end: how } = inflate(bytes.subarray(start + 2), budget.left);
  budget.left -= unfolded.length;
  if (how !== 'whole') return how === 'over' ? 'unfolds' : 'damaged';
  return checkObjects(unfolded, 0, unfolded.length);
}

/** An /OpenAction that is an array only names the page to begin with, as LibreOffice writes in every file; others act. */
function isPlace(bytes: Uint8Array, at: number): boolean {
  let place = at;
  while (isSpace(bytes[place] ?? 0x5b)) place += 1;
  return bytes[place] === 0x5b;
}

function* findStreams(bytes: Uint8Array): Generator<Stream> {
  let from = 0;
  for (let head = findBytes(bytes, 'stream'); head >= 0; head = findBytes(bytes, 'stream', Math.max(from, head + 6))) {
    const after = bytes[head + 6];
    if (startsWith(bytes, 'end', head - 3) || (after !== 0x0a && after !== 0x0d)) continue;
    const start = head + (after === 0x0d && bytes[head + 7] === 0x0a ? 8 : 7);
    const found = findBytes(bytes, 'endstream', start);
    const end = found < 0 ? bytes.length : found;
    const keys = new Set<string>();
    hasName(bytes, lastObject(bytes, Math.max(from, head - 16_384), head), head, (name) => {
      keys.add(name);
      return false;
    });
    yield { keys, head, start, end };
    from = end + 9;
  }
}

/** Where the last `obj` before `to` ends; `from` where there is none. */
function lastObject(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 3; at >= from; at -= 1) if (startsWith(bytes, 'obj', at)) return at + 3;
  return from;
}

/** Longest name looked at: more than any that is looked for has when each of its letters is written as three. */
const longest = 64;

/**
 * Whether a name written in a stretch (ISO 32000-2, 7.3.5) passes the test, which is given it with `#4A` read as the letter
 * it stands for, and where it ends.
 */
function hasName(bytes: Uint8Array, from: number, to: number, test: (name: string, end: number) => boolean): boolean {
  const part = bytes.subarray(from, to);
  for (let at = part.indexOf(0x2f); at >= 0; at = part.indexOf(0x2f, at + 1)) {
    let end = at + 1;
    while (end < part.length && end <= at + longest && ends[part[end] ?? 0] === 0) end += 1;
    if (end > at + 1 && test(readName(part, at + 1, end), from + end)) return true;
  }
  return false;
}

function readName(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  if (!text.includes('#')) return text;
  return text.replace(/#([0-9a-f]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const spaces = '\0\t\n\f\r ';
const isSpace = (byte: number) => spaces.includes(String.fromCharCode(byte));
/** 1 for each byte that ends a name: white space and delimiters (ISO 32000-2, 7.2.3). */
const ends = Uint8Array.from({ length: 256 }, (_, byte) =>
  `${spaces}()<>[]{}/%`.includes(String.fromCharCode(byte)) ? 1 : 0,
);
