import { expect, test } from 'vitest';
import type { Channel } from '#delivery/channels/index.ts';
import { createLog } from '#log';
import { mailBytes, warnOfRelaySize } from './relay-size.ts';

async function linesOf(largest: NonNullable<Channel['largest']>): Promise<object[]> {
  const lines: string[] = [];
  const channel: Channel = { name: 'smtp', send: () => Promise.reject(), largest, close: async () => {} };
  await warnOfRelaySize(
    channel,
    mailBytes(10 * 2 ** 20, 100_000),
    createLog((line) => lines.push(line)),
  );
  return lines.map((line) => JSON.parse(line));
}

test('a relay that takes less than a full message is warned of, in megabytes', async () => {
  expect(await linesOf(async () => 10 * 2 ** 20)).toMatchObject([
    { event: 'warning', code: 'relay-size', setting: 'ATTACHMENTS_MB', count: 10 },
  ]);
});

test.each([
  ['takes it', async () => 25 * 2 ** 20],
  ['does not say', async () => null],
  ['is away', () => Promise.reject(new Error('away'))],
])('nothing is said of a relay that %s', async (_what, largest) => {
  expect(await linesOf(largest)).toEqual([]);
});
