import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLog } from '#log';
import { watchRoom } from './room.ts';

const { bavail, bsize } = statfsSync(tmpdir());
const far = bavail * bsize * 2;

function makeLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog((line) => {
    const { time: _, ...rest } = JSON.parse(line);
    lines.push(rest);
  });
  return { lines, log };
}

test('less free than must stay free is told as a full disk, and logged once', async () => {
  const { lines, log } = makeLog();
  const room = watchRoom(tmpdir(), far, log, 0);
  await expect(room.check()).rejects.toMatchObject({ name: 'DatabaseFault', code: 'full' });
  await expect(room.check()).rejects.toMatchObject({ code: 'full' });
  expect(await room.isLow()).toBe(true);
  expect(lines).toEqual([{ event: 'warning', code: 'disk-low', setting: 'DATA_DIR' }]);
});

test('with room nothing happens, nor where nothing must stay free or the system does not say', async () => {
  const { lines, log } = makeLog();
  for (const room of [
    watchRoom(tmpdir(), 1, log, 0),
    watchRoom(tmpdir(), 0, log, 0),
    watchRoom('/there/is/no/such/folder', far, log, 0),
  ]) {
    await room.check();
    expect(await room.isLow()).toBe(false);
  }
  expect(lines).toEqual([]);
});

test('the system is asked once in a while, not with each message', async () => {
  const { log } = makeLog();
  const room = watchRoom(tmpdir(), far, log, 60_000);
  // The first call asks; the second, made before there is an answer, takes what was known.
  expect(await Promise.all([room.isLow(), room.isLow()])).toEqual([true, false]);
  await sleep(1);
  expect(await room.isLow()).toBe(true);
});
