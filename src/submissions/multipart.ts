/** One part of a `multipart/form-data` body: its bytes are a view of the body, not a copy. `file` is null for text. */
export type Part = { name: string; file: string | null; bytes: Uint8Array };

/** Most bytes of the header lines of one part: a name of 255 letters in UTF-8 takes 765. */
const maxHead = 8192;

/** The boundary that a content type names, or null where it names none that may be (RFC 2046 5.1.1). */
export function boundaryOf(contentType: string): string | null {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70})(?=[\s;]|$))/i.exec(contentType) ?? [];
  return quoted ?? plain ?? null;
}

/**
 * The parts of a whole body as browsers write it (RFC 7578 and HTML, "multipart/form-data encoding algorithm"), in order;
 * null where it is anything else: another first line, a part without a name, text that is not UTF-8, no end. Ours, because
 * what Node has (undici) copies 10 MB four times and takes the boundary in the middle of a file for one.
 * @param cut the body was too long, and its end is missing: the parts that are there whole are given
 */
export function readParts(body: Buffer, boundary: string, cut = false): Part[] | null {
  const line = Buffer.from(`--${boundary}`);
  const between = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, line.length).equals(line)) return null;
  const parts: Part[] = [];
  let at = line.length;
  while (!isEnd(body, at)) {
    if (body.toString('latin1', at, at + 2) !== '\r\n') return cut ? parts : null;
    const headEnd = body.indexOf('\r\n\r\n', at);
    if (headEnd < 0) return cut ? parts : null;
    if (headEnd - at > maxHead) return null;
    const head = readHead(body.subarray(at + 2, Math.max(at + 2, headEnd)));
    if (!head) return null;
    const start = headEnd + 4;
    const end = body.indexOf(between, start - 2);
    if (end < 0) return cut ? parts : null;
    parts.push({ ...head, bytes: body.subarray(start, Math.max(start, end)) });
    at = end + between.length;
  }
  return parts;
}

const isEnd = (body: Buffer, at: number) => {
  const rest = body.toString('latin1', at, at + 4);
  return rest === '--' || rest === '--\r\n';
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text as it was written, or null where it is not UTF-8: the usual reader puts U+FFFD there, and a wrong number came of it. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function readHead(bytes: Uint8Array): Pick<Part, 'name' | 'file'> | null {
  const head = decodeText(bytes);
  const disposition = head?.split('\r\n').find((one) => /^content-disposition:/i.test(one));
  if (disposition === undefined || !/^content-disposition:\s*form-data\s*(;|$)/i.test(disposition)) return null;
  const name = parameterOf(disposition, 'name');
  return name === null ? null : { name, file: parameterOf(disposition, 'filename') };
}

/** A value in quotes; a browser writes a quote and line ends in it as percent codes, and nothing else. */
function parameterOf(disposition: string, name: string): string | null {
  const value = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return value?.replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code)) ?? null;
}
