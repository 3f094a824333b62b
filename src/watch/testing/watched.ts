import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type AlarmConfig, readConfig } from '#config';
import type { NewDelivery } from '#delivery/delivery.ts';
import { createLoop } from '#delivery/loop.ts';
import { createQueue } from '#delivery/queue.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { type OpenTestDatabase, openTestSqlite } from '#delivery/testing/databases.ts';
import { makeClock, makeDelivery } from '#delivery/testing/deliveries.ts';
import type { Hours } from '#directory/county.ts';
import { createKeyRing } from '#keyring';
import { createLog } from '#log';
import { findConditions } from '../conditions.ts';
import { readFacts } from '../facts.ts';
import { goRound } from '../rounds.ts';
import { type WatchTables, watchMigrations } from '../tables.ts';
import type { Watch } from '../watch.ts';

const source = { url: 'https://example.org/', readOn: '2026-11-22', pageDate: 'undated' };

const operator = 'operator@county.example';

/** Nine to five on weekdays, closed at Christmas 2026 and for Boxing Day. */
const office: Hours = {
  timeZone: 'Europe/London',
  read: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
  closed: ['2026-12-25', '2026-12-28'].map((on) => ({ on, name: 'Closed', source })),
};

/**
 * A watch over a fresh database, its clock moved by hand. Nothing sends letters: `takeLetters` opens those that wait, as
 * the worker would, and counts them as delivered.
 */
export async function openWatched(
  start: string,
  given: Partial<AlarmConfig> = {},
  open: OpenTestDatabase = openTestSqlite,
) {
  const store = await open([...deliveryMigrations, ...watchMigrations]);
  const clock = makeClock(start);
  const lines: string[] = [];
  const queue = createQueue(store.db, clock);
  const loop = createLoop(store.db, clock);
  const ring = createKeyRing([randomBytes(32).toString('base64')]);
  const keyDays: Record<string, number | null> = { referrals: null, training: null };
  const watch: Watch = {
    db: store.db as unknown as Kysely<WatchTables>,
    ...{ queue, loop, ring, clock, subject: 'Enquiry', site: 'help.example.org', mailHost: 'county.example' },
    contacts: {
      referrals: {
        address: 'team@county.example',
        hours: office,
        unread: { hours: 4, person: 'duty manager' },
        keyDaysLeft: () => keyDays['referrals'] ?? null,
      },
      training: {
        address: 'training@county.example',
        hours: office,
        unread: null,
        keyDaysLeft: () => keyDays['training'] ?? null,
      },
    },
    settings: { ...readConfig({ DEMO: '1' }).alarms, address: operator, unreadAddress: operator, ...given },
    freeBytes: async () => 2 ** 40,
    leastFreeBytes: 50 * 2 ** 20,
    log: createLog((line) => lines.push(line)),
  };
  /** Opens what waits. `take`: whether it is delivered as well. */
  const takeLetters = async (take = true) => {
    const rows = await store.db
      .selectFrom('deliveries')
      .select(['id', 'body'])
      .where('kind', '=', 'letter')
      .where('delivered_at', 'is', null)
      .where('body', 'is not', null)
      .orderBy('number', 'desc')
      .execute();
    if (take) for (const { id } of rows) await queue.settle(id, { kind: 'delivered', receipt: null });
    return rows.map(({ id, body }) => ({ id, ...JSON.parse(ring.open('letter', body ?? '') ?? '{}') }) as Letter);
  };
  return {
    ...{ watch, store, clock, queue, loop, lines, keyDays, takeLetters },
    round: () => goRound({ watch, resendDays: 7, readBounces: [] }),
    wrong: async () => findConditions(await readFacts(watch)).map(({ name, count }) => `${name} ${count}`),
    /** Accepts and delivers a message. */
    deliver: async (one: Partial<NewDelivery> = {}) => {
      const delivery = makeDelivery(one);
      const { number } = await queue.accept(delivery);
      await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
      return { ...delivery, number };
    },
    close: () => store.close(),
  };
}

/** A letter as it would be sent. */
export type Letter = { id: string; to: string; subject: string; text: string };

/** A watch for a test. */
export type Watched = Awaited<ReturnType<typeof openWatched>>;
