import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export type Answer = { status: number; head: string; body: Buffer; bytes: number };

const headEnd = Buffer.from('\r\n\r\n');

/**
 * Calls `each` for every whole answer that comes over a connection. Bare sockets, because the client of `node:http`
 * costs more CPU than the server that is measured and would measure itself. Every answer must carry its length.
 * @param keep whether the body is wanted; without it the body is counted and dropped
 */
export function readAnswers(socket: Socket, keep: boolean, each: (answer: Answer) => void): void {
  let before: Buffer | null = null;
  let head = '';
  let size = 0;
  let missing = -1;
  let parts: Buffer[] = [];
  socket.on('data', (data: Buffer) => {
    let chunk: Buffer = before ? Buffer.concat([before, data]) : data;
    before = null;
    while (chunk.length > 0) {
      if (missing < 0) {
        const end = chunk.indexOf(headEnd);
        if (end < 0) {
          before = chunk;
          return;
        }
        head = chunk.toString('latin1', 0, end + headEnd.length);
        size = readLength(head);
        missing = size;
        chunk = chunk.subarray(head.length);
      }
      const part = chunk.subarray(0, missing);
      if (keep) parts.push(part);
      missing -= part.length;
      chunk = chunk.subarray(part.length);
      if (missing > 0) return;
      missing = -1;
      const body = Buffer.concat(parts);
      parts = [];
      each({ status: Number(head.slice(9, 12)), head, body, bytes: head.length + size });
    }
  });
}

function readLength(head: string): number {
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
  if (length === undefined) throw new Error('An answer came without its length.');
  return Number(length);
}

/** The `METRICS_TOKEN` of sites that are measured: with it they say all of their health. */
export const healthToken = 'measured-and-tortured';

/** The bytes of a request for a page or a file, as a browser would accept it. */
export function writeGet(address: string, encoding = 'br', more = ''): Buffer {
  return Buffer.from(`GET ${address} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: ${encoding}\r\n${more}\r\n`);
}

/** Sends one request on a connection of its own and resolves with the whole answer. Rejects when none comes. */
export function exchange(port: number, request: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The connection was closed before an answer came.')));
    readAnswers(socket, true, (answer) => {
      resolve(answer);
      socket.destroy();
    });
  });
}
