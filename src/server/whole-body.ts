import type { IncomingMessage } from 'node:http';

/**
 * The body of a request in one piece: at most `limit` bytes and one more, by which whoever checks it sees that there was
 * more. Null when the connection ends before it has come.
 */
export function readWhole(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      if (size <= limit) chunks.push(chunk.subarray(0, limit + 1 - size));
      size += chunk.length;
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve(null));
    request.once('close', () => resolve(null));
  });
}
