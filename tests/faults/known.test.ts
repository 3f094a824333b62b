// Faults that staging others brought to light. A new one is added as `test.fails`: it says what should be, and complains once
// it is.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { makeCertificate } from '../../src/cli/torture/certificate.ts';
import { startRelay } from '../../src/cli/torture/relay.ts';
import { openSqlite } from '../../src/database/open.ts';
import { openSmtpChannel } from '../../src/delivery/channels/smtp.ts';
import { createQueue } from '../../src/delivery/queue.ts';
import { type DeliveryTables, deliveryMigrations } from '../../src/delivery/tables.ts';
import { openTestSqlite } from '../../src/delivery/testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from '../../src/delivery/testing/deliveries.ts';
import { makeMail } from '../../src/delivery/testing/mail.ts';

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});

/** A disk of 1 MB of memory, or null where it cannot be made: it takes Linux and root. */
function mountSmall(): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-'));
  open.push(() => rmSync(folder, { recursive: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    return null;
  }
  open.push(() => void execFileSync('umount', [folder]));
  return folder;
}

const small = mountSmall();
await Promise.all(
  open
    .splice(0)
    .reverse()
    .map((end) => end()),
);

// SQLite ends the transaction itself when the disk is full; a ROLLBACK that follows would fail and hide the reason.
test.skipIf(!small)('a disk that is really full is named as full', async () => {
  const db = await openSqlite<DeliveryTables>(path.join(mountSmall() ?? '', 'site.db'), deliveryMigrations);
  open.push(() => db.destroy());
  const queue = createQueue(db, makeClock());
  const fill = async () => {
    for (let count = 0; count < 100; count += 1) await queue.accept(makeDelivery({ body: makeArmour(20_000) }));
  };
  await expect(fill()).rejects.toMatchObject({ name: 'DatabaseFault', code: 'full' });
});

// A relay that does not like our name refuses every message: holding each for six hours would be as if it were at fault.
test('a relay that refuses EHLO and HELO stops the queue and holds nothing', async () => {
  const certificate = await makeCertificate();
  const relay = await startRelay(certificate);
  open.push(relay.down);
  relay.script = (step) => (step === 'ehlo' || step === 'other' ? 550 : undefined);
  const channel = openSmtpChannel({ url: `smtp://localhost:${relay.port}`, ca: certificate.cert }, { connect: 400 });
  open.push(channel.close);
  await expect(channel.send(makeMail())).rejects.toMatchObject({ effect: 'breaker' });
});

// node:sqlite waits for a lock inside the one thread: pages, the exit's too, waited with it for up to five seconds a write.
test('a lock of another process makes a message wait, and nothing else', async () => {
  const store = await openTestSqlite();
  open.push(store.close);
  const other = new DatabaseSync(path.join(store.folder, 'site.db'));
  open.push(() => other.close());
  other.exec('begin immediate');
  let last = performance.now();
  let longest = 0;
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  const queue = createQueue(store.db, makeClock());
  let accepted = 0;
  const accepting = Promise.all([1, 2, 3].map(() => queue.accept(makeDelivery()).then(() => (accepted += 1))));
  for (let looked = 0; looked < 15; looked += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    // What a page asks: how mail is doing.
    expect(await queue.health()).toMatchObject({ waiting: 0 });
  }
  clearInterval(beat);
  expect([accepted, longest < 500]).toEqual([0, true]);
  other.exec('rollback');
  await accepting;
  expect(await queue.health()).toMatchObject({ waiting: 3 });
});
