import { afterEach, describe, expect, test } from 'vitest';
import { writeHeartbeats } from './heartbeat.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const minute = 60_000;
let at: Watched;
afterEach(() => at.close());

const beats = async (take = true) => (await at.takeLetters(take)).filter(({ id }) => id.startsWith('heartbeat:'));

describe('the heartbeat', () => {
  test('goes to each mailbox once in each period, under a neutral subject', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 60 });
    for (const contact of Object.values(at.watch.contacts)) contact.address = 'team@county.example';
    const sent: string[] = [];
    for (let round = 0; round <= 120; round += 1) {
      await at.round();
      sent.push(...(await beats()).map(({ to, subject }) => `${round} ${to} ${subject}`));
      at.clock.advance(minute);
    }
    expect(sent).toEqual([0, 60, 120].map((round) => `${round} team@county.example Enquiry check`));
  });

  test('is not sent where it is not asked for', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    at.clock.advance(600 * minute);
    await at.round();
    expect(await beats()).toEqual([]);
    expect(await at.wrong()).toEqual([]);
  });

  test('does not pile up while mail does not leave, and is missed after two periods, once', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 60 });
    await at.round();
    await at.takeLetters();
    at.clock.advance(60 * minute);
    for (let round = 0; round < 6; round += 1) {
      await at.round();
      at.clock.advance(20 * minute);
    }
    expect(await beats(false)).toHaveLength(2);
    expect((await at.wrong()).map((one) => one.split(' ')[0])).toEqual(['heartbeat.referrals', 'heartbeat.training']);
    expect(await at.round()).toBe(false);
    await at.takeLetters();
    expect(await at.wrong()).toEqual([]);
    expect(await at.round()).toBe(true);
  });

  test('is written by one of several processes, though their clocks differ', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 60 });
    const late = { ...at.watch, clock: () => new Date(at.clock().getTime() + 5) };
    await Promise.all([writeHeartbeats(at.watch), writeHeartbeats(late)]);
    expect((await beats()).map(({ to }) => to).sort()).toEqual(['team@county.example', 'training@county.example']);
  });

  test('is waited for from the first moment', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 5 });
    await at.round();
    at.clock.advance(10 * minute);
    expect(await at.wrong()).toEqual([]);
    at.clock.advance(minute);
    expect((await at.wrong()).length).toBe(2);
  });
});
