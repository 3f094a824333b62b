import path from 'node:path';
import { openSqlite } from '#database/open.ts';
import { openFileChannel } from '../channels/file.ts';
import { createQueue } from '../queue.ts';
import { type DeliveryTables, deliveryMigrations } from '../tables.ts';
import { createWorker } from '../worker.ts';
import { makeArmour, makeDelivery } from './deliveries.ts';
import { envelope } from './mail.ts';

// A process of its own, to be killed: accepts and delivers, and prints each reference once it is acknowledged. With
// `drain` it accepts nothing and ends when nothing is left to deliver.
const [folder = '', mode] = process.argv.slice(2);
const clock = () => new Date();
const db = await openSqlite<DeliveryTables>(path.join(folder, 'site.db'), deliveryMigrations);
const queue = createQueue(db, clock);
const channel = openFileChannel(path.join(folder, 'outbox'));
const worker = createWorker({ queue, channel, envelope, resendDays: 7, log: () => {}, clock, pollMs: 10 });
worker.start();
if (mode === 'drain') {
  while ((await queue.health()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.stop();
  await db.destroy();
} else {
  for (;;) {
    const reference = crypto.randomUUID().slice(0, 18);
    await queue.accept(makeDelivery({ reference, body: makeArmour(6000) }));
    process.stdout.write(`${reference}\n`);
    worker.wake();
  }
}
