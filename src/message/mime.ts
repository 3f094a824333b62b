import { base64Size, writeBase64 } from './base64.ts';

/** Multiple that a message is filled up to, so that its size tells little of what is in it. */
export const paddingBytes = 4096;

/** A paper added to a message: its own name, the type its content was found to be, and its bytes. */
export type Attachment = { name: string; type: string; bytes: Uint8Array };

const encoder = new TextEncoder();

/** Most bytes of a line that mail allows in 8-bit text (RFC 5322 2.1.1), with room to spare. */
const lineBytes = 900;

/** Bytes of one sign in UTF-8; half a surrogate pair becomes U+FFFD, three bytes. */
function bytesOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function wrapLine(line: string): string[] {
  // No sign has more than three bytes for each UTF-16 unit.
  if (line.length * 3 <= lineBytes) return [line];
  if (encoder.encode(line).length <= lineBytes) return [line];
  const lines: string[] = [];
  let current = '';
  let size = 0;
  for (const sign of line) {
    const bytes = bytesOf(sign);
    if (size + bytes > lineBytes) {
      lines.push(current);
      current = '    ';
      size = 4;
    }
    current += sign;
    size += bytes;
  }
  return [...lines, current];
}

/** RFC 2231: what is not a plain sign of a parameter is written as UTF-8 in percent. */
const parameter = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Lines of text, or bytes that are written in base64. */
type Piece = string[] | Uint8Array;

/** A paper as it was chosen: its exact name is inside, in RFC 2231, and never outside the sealed part. */
function writeAttachment(boundary: string, { name, type, bytes }: Attachment): Piece[] {
  const head = [
    `--${boundary}`,
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=UTF-8''${parameter(name)}`,
    '',
  ];
  return [head, bytes];
}

/**
 * The entity that is sealed: readable text first, then `referral.json`, filled up to a multiple of 4096 bytes behind
 * the last boundary, where mail programs read nothing. The text stays readable in a terminal (8bit); the JSON is
 * base64, so that it arrives byte for byte. `boundary` must not begin any line of `text`.
 */
export function writeEntity(parts: {
  subject: string;
  text: string;
  json: string;
  boundary: string;
  attachments?: Attachment[];
}): Uint8Array {
  const { subject, text, json, boundary, attachments = [] } = parts;
  const lines = [
    `Content-Type: multipart/mixed; boundary="${boundary}"; protected-headers="v1"`,
    'MIME-Version: 1.0',
    `Subject: ${subject}`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    'Content-Disposition: inline',
    '',
    ...text.split('\n').flatMap(wrapLine),
    `--${boundary}`,
    'Content-Type: application/json; name="referral.json"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="referral.json"',
    '',
  ];
  return join([
    lines,
    encoder.encode(json),
    ...attachments.flatMap((one) => writeAttachment(boundary, one)),
    [`--${boundary}--`],
  ]);
}

/** Puts the pieces one behind the other and fills up: written once, into bytes of the final size. */
function join(pieces: Piece[]): Uint8Array {
  const ready = pieces.map((piece) =>
    Array.isArray(piece)
      ? { bytes: encoder.encode(piece.map((line) => `${line}\r\n`).join('')), plain: true }
      : { bytes: piece, plain: false },
  );
  const used = ready.reduce((sum, { bytes, plain }) => sum + (plain ? bytes.length : base64Size(bytes.length)), 0);
  const size = Math.ceil((used + 2) / paddingBytes) * paddingBytes;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const { bytes, plain } of ready) {
    if (plain) joined.set(bytes, at);
    at = plain ? at + bytes.length : writeBase64(joined, at, bytes);
  }
  pad(joined, used);
  return joined;
}

function pad(padded: Uint8Array, used: number): void {
  padded.fill(0x20, used);
  // Lines of 78, so that no program meets a line longer than mail allows.
  for (let at = used + 76; at + 3 < padded.length; at += 78) padded.set([0x0d, 0x0a], at);
  padded.set([0x0d, 0x0a], padded.length - 2);
}
