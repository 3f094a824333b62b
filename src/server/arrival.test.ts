import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Pace, textPace, watchArrival } from './arrival.ts';

/**
 * Sends `bytes` a tenth of a second, `times` times, of a body said to be longer; gives after how many ms it was cut.
 * After `silentAfter` times nothing more comes.
 */
async function cutAfter(pace: Pace, bytes: number, times: number, silentAfter = times): Promise<number | null> {
  let cutAt: number | null = null;
  const server = createServer((request: IncomingMessage, response) => {
    const began = performance.now();
    watchArrival(request, pace, () => {
      cutAt = performance.now() - began;
      request.socket.destroy();
    });
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  socket.resume();
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes * times}\r\n\r\n`);
  for (let sent = 0; sent < times && cutAt === null; sent += 1) {
    if (sent < silentAfter) socket.write(Buffer.alloc(bytes));
    await sleep(100);
  }
  socket.destroy();
  server.closeAllConnections();
  server.close();
  return cutAt;
}

const pace: Pace = { most: 4_000, rate: 10_000, grace: 1_000 };

test.concurrent('a body that keeps the pace arrives', async () => {
  expect(await cutAfter(pace, 3_000, 25)).toBeNull();
});

test.concurrent('one that is slower on average is cut after the grace', async () => {
  const after = await cutAfter(pace, 100, 40);
  expect(after).toBeGreaterThan(1_000);
  expect(after).toBeLessThan(3_000);
});

test.concurrent('one that falls silent for the grace is cut, however fast it began', async () => {
  expect(await cutAfter({ ...pace, most: 9_000 }, 60_000, 60, 2)).toBeLessThan(4_000);
});

test.concurrent('one that keeps the pace for longer than the most is cut', async () => {
  expect(await cutAfter({ ...pace, most: 1_500 }, 3_000, 40)).toBeLessThan(3_500);
});

test.concurrent('a long text arrives over a line of 20 kbit/s, and one that drips is cut after eight seconds', async () => {
  const [long, drip] = await Promise.all([cutAfter(textPace, 250, 120), cutAfter(textPace, 1, 200)]);
  expect(long).toBeNull();
  expect(drip).toBeGreaterThan(7_900);
  expect(drip).toBeLessThan(10_000);
}, 30_000);
