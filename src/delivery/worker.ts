import type { Log } from '#log';
import { type Breaker, createBreaker } from './breaker.ts';
import type { Channel } from './channels/channel.ts';
import type { Claimed } from './delivery.ts';
import { composeEnvelope } from './envelope.ts';
import type { EnvelopeSettings } from './envelope-settings.ts';
import { DeliveryFault } from './faults.ts';
import { guard } from './guard.ts';
import { type Hold, holdLease } from './lease.ts';
import type { Queue } from './queue.ts';

/** From this size on, in bytes, a delivery is large: it holds papers. */
const largeBytes = 512 * 1024;

/** So many small ones may go before a large one at most. */
const smallBefore = 10;

/** What a worker works with. The intervals are in ms. */
export type WorkerParts = {
  queue: Queue;
  channel: Channel;
  envelope: EnvelopeSettings;
  /** Bodies are erased this many days after delivery. */
  resendDays: number;
  /** Contacts that say what they have opened: what they have not is not forgotten. Default none. */
  giveCodes?: readonly string[];
  log: Log;
  clock: () => Date;
  /** Whether nobody else works on this database, so that leases found at the start are dead ones. Default true. */
  alone?: boolean;
  /** Told after each large delivery, whatever became of it: its memory can go. */
  largeDone?: () => void;
  /** How many mails are under way at most. */
  concurrency?: number;
  /** How often to look for what has become due; `wake` looks at once. */
  pollMs?: number;
  /** How long a delivery is kept from others; renewed while it is sent, so that a dead process keeps it no longer than this. */
  leaseMs?: number;
  eraseMs?: number;
  /** How long `stop` waits for what is under way. */
  stopMs?: number;
};

/** Takes deliveries out of the queue and through the channel, for ever. Nothing it does rejects or throws. */
export type Worker = {
  start(): void;
  /** Looks into the queue at once: call it after `accept`. */
  wake(): void;
  /** Starts nothing new and waits for what is under way, 10 s at most; the rest stays in the queue. Closes nothing. */
  stop(): Promise<void>;
};

/** A worker that stands still until `start`. */
export function createWorker(parts: WorkerParts): Worker {
  const { queue, log, clock, alone = true, concurrency = 3, pollMs = 2000, leaseMs = 60_000 } = parts;
  const { eraseMs = 3_600_000, stopMs = 10_000, resendDays } = parts;
  const breaker = createBreaker(clock, log);
  const inFlight = new Map<string, { hold: Hold; sending: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> | null = null;
  let wanted = false;
  let running = false;
  let large = false;
  let smallSince = 0;
  let recovered = !alone;
  let erasedAt = Number.NEGATIVE_INFINITY;

  async function turn(): Promise<void> {
    if (!recovered) {
      await queue.recover();
      recovered = true;
    }
    // By itself, so that a log that cannot be erased never keeps a message from leaving.
    await guard(log, eraseWhenDue);
    while (running) {
      const limit = breaker.admit(concurrency - inFlight.size, inFlight.size);
      const claimed = limit > 0 ? await claim(limit) : [];
      for (const delivery of claimed) take(delivery);
      if (claimed.length === 0) return;
    }
  }

  /**
   * Of large ones only one is under way: each takes five times its size, and nothing small has to wait behind it. Nor does
   * it wait for ever behind small ones.
   */
  async function claim(limit: number): Promise<Claimed[]> {
    const overdue = !large && smallSince >= smallBefore;
    if (overdue) smallSince = 0;
    const due = overdue ? await queue.claim({ limit: 1, leaseMs, moreThan: largeBytes }) : [];
    if (due.length > 0) return due;
    const small = await queue.claim({ limit: Math.min(limit, smallBefore), leaseMs, atMost: largeBytes });
    smallSince += small.length;
    if (small.length > 0 || large) return small;
    smallSince = 0;
    return queue.claim({ limit: 1, leaseMs });
  }

  /** What this worker is sending already can come to it again when the clock jumps: it is not sent twice for that. */
  function take(delivery: Claimed): void {
    const underWay = inFlight.get(delivery.id);
    if (underWay) underWay.hold.adopt(delivery.lease);
    else launch(delivery);
  }

  function launch(delivery: Claimed): void {
    const isLarge = delivery.body.length > largeBytes;
    large ||= isLarge;
    const hold = holdLease(queue, log, leaseMs, delivery);
    const sending = deliver(parts, breaker, delivery, hold).finally(() => {
      inFlight.delete(delivery.id);
      if (isLarge) {
        large = false;
        parts.largeDone?.();
      }
      wake();
    });
    inFlight.set(delivery.id, { hold, sending });
  }

  async function eraseWhenDue(): Promise<void> {
    const now = clock().getTime();
    // Also when the clock was put back: erasing twice is harmless, waiting for it to catch up is not.
    if (now >= erasedAt && now - erasedAt < eraseMs) return;
    const count = await queue.erase(resendDays, parts.giveCodes);
    erasedAt = now;
    if (count > 0) log('erased', { count });
  }

  function wake(): void {
    wanted = true;
    if (!running || turning) return;
    clearTimeout(timer);
    wanted = false;
    turning = guard(log, turn).then(() => {
      turning = null;
      if (!running) return;
      if (wanted) wake();
      else timer = setTimeout(wake, pollMs);
    });
  }

  const allSent = () => Promise.all([...inFlight.values()].map(({ sending }) => sending));

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async stop() {
      running = false;
      clearTimeout(timer);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const deadline = setTimeout(resolve, stopMs);
      await Promise.race([late, Promise.resolve(turning).then(allSent)]);
      clearTimeout(deadline);
      // What is still under way is left to itself: whoever is there when its lease has run out sends it again.
      for (const { hold } of inFlight.values()) void hold.end();
    },
  };
}

/** One try, from the mail to its outcome. Never rejects. */
async function deliver(parts: WorkerParts, breaker: Breaker, delivery: Claimed, hold: Hold): Promise<void> {
  const { queue, channel, envelope, log } = parts;
  const { id, reference: ref } = delivery;
  const attempt = delivery.attempts + 1;
  let tried = false;
  try {
    const mail = await composeEnvelope(delivery, envelope);
    tried = true;
    const { receipt } = await channel.send(mail);
    breaker.pass();
    // Outside this try's failures: if this cannot be written, the lease runs out and a second copy goes, never none.
    await guard(log, async () => {
      await queue.settle(id, { kind: 'delivered', receipt }, await hold.end());
      log('delivered', { ref, channel: channel.name, attempt });
    });
  } catch (error) {
    const { code, effect } = error instanceof DeliveryFault ? error : new DeliveryFault('unknown', 'retry');
    if (effect === 'breaker') breaker.trip(code);
    else if (tried) breaker.pass();
    const kind = effect === 'breaker' ? 'postponed' : effect === 'hold' ? 'held' : 'retry';
    log(kind === 'held' ? 'held' : 'retry', { ref, code, channel: channel.name, attempt });
    await guard(log, async () => queue.settle(id, { kind, code }, await hold.end()));
  }
}
