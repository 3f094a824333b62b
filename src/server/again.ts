import type { IncomingMessage } from 'node:http';
import { papersName } from '#submissions/body.ts';
import { boundaryOf, decodeText, readParts } from '#submissions/multipart.ts';
import type { StoredFile } from './files.ts';

/** Where the prepared page has room for what was posted. */
const place = '<!--posted-->';

const escapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '\r': '&#13;', '\n': '&#10;' };
const write = (text: string) => text.replace(/[&"<\r\n]/g, (sign) => escapes[sign] ?? sign);
const field = (name: string, value: string) => `<input type="hidden" name="${write(name)}" value="${write(value)}">`;

/**
 * The prepared page with everything in it that was posted, to be posted once more by a button: without a script nobody else
 * holds what somebody just typed. Made by putting texts together, because it is for those whom the pages' own maker had no
 * room for. Null where there is nothing to carry: no whole form was read, or a script asks, which keeps it itself.
 *
 * Papers cannot be carried. What came with them leads to the check page, which asks for them again: it must not be sent
 * without them unseen.
 */
export function carryPost(request: IncomingMessage, page: StoredFile | undefined): StoredFile | null {
  const { body } = request as IncomingMessage & { body?: Buffer };
  const boundary = boundaryOf(request.headers['content-type'] ?? '');
  const script = request.headers.accept?.startsWith('application/json') ?? false;
  if (!page || !body || boundary === null || script) return null;
  const parts = readParts(body, boundary);
  if (!parts) return null;
  const papers = parts.some(({ name, file, bytes }) => name === papersName && (file !== '' || bytes.length > 0));
  const fields = parts.flatMap(({ name, file, bytes }) => {
    const text = file === null ? decodeText(bytes) : null;
    return text === null || (papers && name === 'action') ? [] : [field(name, text)];
  });
  if (papers) fields.push(field('again', 'yes'));
  const [before = '', after = ''] = page.identity.toString('utf8').split(place);
  return { ...page, identity: Buffer.from(`${before}${fields.join('')}${after}`), gzip: null, br: null };
}
