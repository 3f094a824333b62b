import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemFor } from './answers.ts';
import type { StoredFile } from './files.ts';
import type { Headers } from './headers.ts';
import { languageOf } from './language.ts';

/** What Node says of a connection whose request could not be read: a code, and for a parser's fault the bytes. */
export type BrokenRequest = Error & { code?: string; rawPacket?: Buffer };

/** How long a connection that was answered may take to end by itself, in ms, before it is cut. */
const patience = 500;

/** The status for what Node could not read: too slow, headers too large, or no request at all. */
function statusFor({ code }: BrokenRequest): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

/**
 * Answers what never became a request: with the prepared page in the language of the address, as far as one was read,
 * and the headers that every response has. The connection is cut soon after, because a sender that never ends its side
 * would keep it open for as long as it likes.
 * @param address the address of the request under way on this connection, where its headers had come
 */
export function answerBroken(
  parts: { files: Map<string, StoredFile>; headers: Headers; tags: string[] },
  error: BrokenRequest,
  socket: Duplex,
  address: string | undefined,
): void {
  setTimeout(() => socket.destroy(), patience).unref();
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = statusFor(error);
  const [, asked = ''] = /^[A-Z]+ (\S+)/.exec(error.rawPacket?.subarray(0, 200).toString('latin1') ?? '') ?? [];
  const tag = languageOf(address ?? asked, parts.tags) ?? parts.tags[0];
  const body = parts.files.get(`/${tag}/problem/${problemFor(status)}/`)?.identity ?? Buffer.alloc(0);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...parts.headers.map(([name, value]) => `${name}: ${value}`),
    'cache-control: no-store',
    'content-type: text/html; charset=utf-8',
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
}
