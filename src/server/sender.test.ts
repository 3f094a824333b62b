import type { IncomingMessage } from 'node:http';
import { beforeEach, expect, test } from 'vitest';
import { createLog } from '#log';
import { createSenders } from './sender.ts';

let lines: string[];
const clock = () => new Date('2026-11-22T12:00:00Z');
beforeEach(() => {
  lines = [];
});

const create = (header: string | null) =>
  createSenders(
    header,
    clock,
    createLog((line) => lines.push(line)),
  );
const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test('whoever sends has a name that tells nothing, the same for a whole network', async () => {
  const senders = create(null);
  const name = await senders(from('203.0.113.7'));
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(await senders(from('203.0.113.200'))).toBe(name);
  expect(await senders(from('203.0.114.7'))).not.toBe(name);
});

test('a header is believed only where the settings name it, and goes no further', async () => {
  const claimed = () => from('203.0.113.7', { 'x-real-ip': '198.51.100.9' });
  const [unnamed, named] = [create(null), create('x-real-ip')];
  expect(await unnamed(claimed())).toBe(await unnamed(from('203.0.113.7')));
  const request = claimed();
  expect(await named(request)).toBe(await named(from('198.51.100.44')));
  expect(request.headers).toEqual({});
});

test('behind a proxy that nobody named there is no telling people apart, and the operator is told once', async () => {
  const senders = create(null);
  await senders(from('203.0.113.7'));
  expect(lines).toEqual([]);
  for (let count = 0; count < 3; count += 1) {
    expect(await senders(from('10.0.0.2', { 'x-forwarded-for': '198.51.100.9' }))).toBeNull();
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: expect.any(String), event: 'warning', code: 'proxy', setting: 'ADDRESS_HEADER' },
  ]);
});
