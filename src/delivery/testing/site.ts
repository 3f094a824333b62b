import type { LogEvent } from '#log';
import type { Channel } from '../channels/channel.ts';
import type { NewDelivery } from '../delivery.ts';
import { createQueue, type Queue } from '../queue.ts';
import { createWorker, type Worker, type WorkerParts } from '../worker.ts';
import { openTestSqlite, type TestDatabase } from './databases.ts';
import { makeClock, makeDelivery } from './deliveries.ts';
import { envelope } from './mail.ts';

/** Queue, channel and worker put together as the server does, with a clock that is moved by hand and quick polling. */
export type TestSite = {
  store: TestDatabase;
  queue: Queue;
  worker: Worker;
  clock: ReturnType<typeof makeClock>;
  /** What was logged, as `event code`. */
  lines: string[];
  /** What the worker was made of, to make another one. */
  parts: WorkerParts;
  /** Accepts a delivery and wakes the worker. */
  accept(given?: Partial<NewDelivery>): Promise<NewDelivery>;
  close(): Promise<void>;
};

/** A site whose worker runs. `close` stops it and removes its database. */
export async function startSite(channel: Channel, given: Partial<WorkerParts> = {}): Promise<TestSite> {
  const store = await openTestSqlite();
  const clock = makeClock();
  const queue = createQueue(store.db, clock);
  const lines: string[] = [];
  const log = (event: LogEvent, fields: { code?: string } = {}) =>
    lines.push([event, fields.code ?? ''].join(' ').trim());
  const parts = { queue, channel, envelope, resendDays: 7, log, clock, pollMs: 10, ...given };
  const worker = createWorker(parts);
  worker.start();
  return {
    store,
    queue,
    worker,
    clock,
    lines,
    parts,
    async accept(wanted) {
      const delivery = makeDelivery(wanted);
      await queue.accept(delivery);
      worker.wake();
      return delivery;
    },
    async close() {
      await worker.stop();
      await channel.close();
      await store.close();
    },
  };
}
