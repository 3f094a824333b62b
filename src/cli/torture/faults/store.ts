import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange, writeGet } from '../../bench/exchange.ts';
import type { Ground } from '../ground.ts';
import { type Outcome, play, skip, waitUntil } from '../scene.ts';

/** A small disk of memory, which only root can make; `resize` gives it more room. */
function mountSmall(folder: string, size: string): { resize(to: string): void; unmount(): void } | null {
  const mount = (mountOptions: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', mountOptions, 'tmpfs', folder], { stdio: 'pipe' });
  try {
    mount(`size=${size}`);
  } catch {
    return null;
  }
  return {
    resize: (to) => mount(`remount,size=${to}`),
    unmount: () => execFileSync('umount', [folder], { stdio: 'pipe' }),
  };
}

/** The disk is full while people send: nobody is told anything that is not kept. Then there is room again. */
export async function fullDisk(ground: Ground, sending: number): Promise<Outcome> {
  const dataDir = ground.makeFolder('small');
  const disk = mountSmall(dataDir, '3m');
  if (!disk) return skip('a small disk cannot be mounted here (Linux, root)');
  try {
    return await play(
      ground,
      async ({ people, told, relay }) => {
        // Mail that does not leave: what is kept is never erased, and the disk fills whatever is delivered.
        await relay.down();
        const sends = people(10);
        await waitUntil(() => (told[0]?.refused ?? 0) > 20, 'a full disk');
        await sleep(sending);
        await sends.stop();
        const before = told[0]?.acknowledged.length ?? 0;
        disk.resize('64m');
        await relay.up();
        const after = people(5);
        await waitUntil(() => (told[1]?.acknowledged.length ?? 0) > 5, 'an acknowledgement once there was room');
        await after.stop();
        return [`${before} kept before it was full`];
      },
      // On the last of the disk itself: what is kept free of it is the next fault's.
      { dataDir, settings: { MIN_FREE_MB: '0' } },
    );
  } finally {
    disk.unmount();
  }
}

/** Another program takes the disk: nothing new is accepted while there is room, and what was accepted leaves. */
export async function lowDisk(ground: Ground): Promise<Outcome> {
  const dataDir = ground.makeFolder('low');
  const disk = mountSmall(dataDir, '40m');
  if (!disk) return skip('a small disk cannot be mounted here (Linux, root)');
  try {
    return await play(
      ground,
      async ({ people, told, relay, site }) => {
        await relay.down();
        const first = people(10);
        await waitUntil(() => first.told.acknowledged.length > 50, 'an acknowledgement with room');
        await first.stop();
        const filler = path.join(dataDir, 'another-program');
        writeFileSync(filler, Buffer.alloc(24 * 2 ** 20));
        // The site looks every two seconds.
        const meanwhile = people(5);
        await waitUntil(() => meanwhile.told.refused > 20, 'a refusal while the disk is low');
        await meanwhile.stop();
        await relay.up();
        await site.drain(() => relay.taken.length);
        const acknowledged = told.reduce((sum, one) => sum + one.acknowledged.length, 0);
        const left = new Set(relay.taken.map(({ messageId }) => messageId)).size;
        if (left < acknowledged) throw new Error('On a low disk what had been accepted did not leave.');
        rmSync(filler);
        const after = people(5);
        await waitUntil(() => after.told.acknowledged.length > 5, 'an acknowledgement once there was room');
        await after.stop();
        return [`${left} left while it was low`];
      },
      { dataDir, settings: { MIN_FREE_MB: '20' } },
    );
  } finally {
    disk.unmount();
  }
}

/** Asks for the first page again and again for so many ms; gives the longest that one took, which may end later. */
async function measureSlowestPage(port: number, ms: number): Promise<number> {
  let slowest = 0;
  for (const until = performance.now() + ms; performance.now() < until; await sleep(50)) {
    const before = performance.now();
    await exchange(port, writeGet('/en/'));
    slowest = Math.max(slowest, performance.now() - before);
  }
  return slowest;
}

/** Another program holds the database: people wait, or are told honestly. */
export const lockedDatabase = (ground: Ground, holds: readonly number[]): Promise<Outcome> => {
  const dataDir = ground.makeFolder('locked');
  return play(
    ground,
    async ({ people, told }) => {
      const sends = people(5);
      const notes: string[] = [];
      for (const ms of holds) {
        await sleep(300);
        const other = new DatabaseSync(path.join(dataDir, 'site.sqlite'), { timeout: 5_000 });
        other.exec('begin immediate');
        const before = told[0]?.refused ?? 0;
        const slowest = measureSlowestPage(ground.port, ms);
        await sleep(ms);
        other.exec('rollback');
        other.close();
        const acknowledged = told[0]?.acknowledged.length ?? 0;
        await waitUntil(() => (told[0]?.acknowledged.length ?? 0) > acknowledged, 'an acknowledgement after the lock');
        const took = Math.round(await slowest);
        // As long as the lock, when a page waits for it.
        if (took > Math.max(1_000, ms / 2)) throw new Error(`A page took ${took} ms while the database was locked.`);
        notes.push(
          `held ${ms / 1000} s: ${(told[0]?.refused ?? 0) - before} refused, the slowest page took ${took} ms`,
        );
      }
      await sends.stop();
      return notes;
    },
    { dataDir },
  );
};

/** The clock jumps while people send and mail leaves. */
export const clockJumps = (ground: Ground, between: number): Promise<Outcome> =>
  play(ground, async ({ people, site }) => {
    const hour = 3_600_000;
    const sends = people(10);
    const jumps = [2, -2, 24, -24, 0];
    for (const hours of jumps) {
      site.setAhead(hours * hour);
      await sleep(between);
    }
    // Restarted behind what it has written down, and before the contact's key was made.
    site.setAhead(-24 * hour);
    await site.kill();
    await site.start();
    await sleep(between);
    await sends.stop();
    return [`jumps of ${jumps.slice(0, 4).join(', ')} hours and a start a day behind`];
  });
