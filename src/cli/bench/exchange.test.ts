import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as listen, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exchange, readAnswers, writeGet } from './exchange.ts';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A connection at whose other end `send` has been called. */
async function receive(send: (socket: Socket) => void): Promise<Socket> {
  const server = listen(send).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  open.push({ close: () => socket.destroy() });
  return socket;
}

const answer = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nx: y\r\n\r\n${body}`;

test('answers are told apart however they are cut', async () => {
  const all = answer('first') + answer('') + answer('a longer third one');
  const socket = await receive(async (other) => {
    other.setNoDelay();
    for (const sign of all.match(/[\s\S]{1,7}/g) ?? []) {
      other.write(sign);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  const bodies: string[] = [];
  await new Promise<void>((resolve) =>
    readAnswers(socket, true, ({ status, body, bytes }) => {
      bodies.push(`${status} ${body}`);
      if (bodies.length === 1) expect(bytes).toBe(answer('first').length);
      if (bodies.length === 3) resolve();
    }),
  );
  expect(bodies).toEqual(['200 first', '200 ', '200 a longer third one']);
});

test('an answer is fetched as a browser would accept it', async () => {
  const server = createServer((request, response) => {
    const body = `${request.url} ${request.headers['accept-encoding']}`;
    response.writeHead(200, { 'content-length': body.length }).end(body);
  }).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const { body } = await exchange((server.address() as AddressInfo).port, writeGet('/en/'));
  expect(body.toString()).toBe('/en/ br');
});

test('a connection that closes without an answer is an error', async () => {
  const server = listen((socket) => socket.destroy()).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  await expect(exchange((server.address() as AddressInfo).port, writeGet('/'))).rejects.toThrow();
});
