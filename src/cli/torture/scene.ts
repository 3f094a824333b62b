import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from './ground.ts';
import { compare } from './ledger.ts';
import { letPeopleSend, type People, type Told } from './people.ts';
import { plainSender, type Sender, sealedSender } from './posts.ts';
import { type Mail, type Relay, startRelay } from './relay.ts';
import { createSite, type Site } from './running.ts';

/** How one fault ended. `skipped`: it cannot be staged on this machine, and why. */
export type Outcome = {
  acknowledged: number;
  refused: number;
  lost: number;
  duplicates: number;
  /** Second mails that cannot be recognised, numbers that are missing, and messages that do not open: always 0. */
  wrong: number;
  /** What else is to be told, in words and figures. */
  notes: string[];
  skipped?: string;
};

/** Site, mail server and people, for one fault. */
export type Scene = {
  ground: Ground;
  site: Site;
  relay: Relay;
  /** Lets so many people send, a third of them what their browser sealed. */
  people: (count: number) => People;
  /** What all of them were told so far. */
  told: Told[];
};

/** Another mail server than the scripted one; `collect` gives what arrived once the site has nothing left to send. */
export type MailServer = { port: number; collect(): Promise<Mail[]> };

/** A message in ten is opened, and at least a hundred: opening costs far more than sending. */
const openedAtLeast = 100;

/** An outcome of nothing, for what cannot be staged here. */
export const skip = (reason: string): Outcome => ({
  acknowledged: 0,
  refused: 0,
  lost: 0,
  duplicates: 0,
  wrong: 0,
  notes: [],
  skipped: reason,
});

/**
 * Plays one fault on a new site: `act` stages it and gives notes; then everything is mended, drained and compared.
 * @param options a data folder of its own, settings beside the usual ones, and a mail server to use instead of the scripted one
 */
export async function play(
  ground: Ground,
  act: (scene: Scene) => Promise<string[]>,
  {
    dataDir = ground.makeFolder('data'),
    settings = {} as Record<string, string>,
    instead = null as MailServer | null,
  } = {},
): Promise<Outcome> {
  const relay = await startRelay(ground.certificate);
  const site = createSite(ground.port, {
    ...ground.env,
    ...settings,
    DATA_DIR: dataDir,
    SMTP_URL: `smtp://localhost:${(instead ?? relay).port}`,
    SMTP_CA_FILE: ground.caFile,
  });
  const sendings: People[] = [];
  try {
    await site.start();
    const plain = plainSender(ground.port);
    const senders: Sender[] = [plain, plain, await sealedSender(ground.port)];
    const told: Told[] = [];
    const people = (count: number) => {
      const sending = letPeopleSend(count, senders);
      told.push(sending.told);
      sendings.push(sending);
      return sending;
    };
    const notes = await act({ ground, site, relay, people, told });
    relay.script = () => undefined;
    await site.drain(() => relay.taken.length);
    return await conclude(ground, told, instead ? await instead.collect() : relay.taken, notes);
  } finally {
    await site.kill();
    // Where a fault could not be staged they would go on, and send to the next one's site.
    await Promise.all(sendings.map((sending) => sending.stop()));
    await relay.down();
  }
}

/** Compares what was told with what came, and opens some of it. */
export async function conclude(ground: Ground, told: Told[], taken: Mail[], notes: string[]): Promise<Outcome> {
  const acknowledged = told.flatMap((one) => one.acknowledged);
  const sum = (of: 'refused' | 'unanswered') => told.reduce((total, one) => total + one[of], 0);
  const strange = told.flatMap((one) => one.strange);
  const { lost, duplicates, strangers, gaps } = compare(acknowledged, taken);
  const every = Math.max(1, Math.floor(taken.length / Math.max(openedAtLeast, taken.length / 10)));
  let closed = 0;
  for (const { raw } of taken.filter((_, index) => index % every === 0)) {
    const [armoured = ''] = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(raw) ?? [];
    if (!(await ground.opens(`${armoured}\n`).catch(() => false))) closed += 1;
  }
  const wrong = [
    ...(strangers.length > 0 ? [`${strangers.length} second mails are not copies`] : []),
    ...(gaps > 0 ? [`${gaps} numbers are missing`] : []),
    ...(closed > 0 ? [`${closed} messages do not open`] : []),
    ...(strange.length > 0 ? [`answers that were neither 200 nor 503: ${strange.join(', ')}`] : []),
  ];
  return {
    acknowledged: acknowledged.length,
    refused: sum('refused'),
    lost: lost.length,
    duplicates,
    wrong: strangers.length + gaps + closed + strange.length,
    notes: [...notes, ...(sum('unanswered') > 0 ? [`${sum('unanswered')} sends without an answer`] : []), ...wrong],
  };
}

/** Comes back once something is so; rejects after 15 s, naming it. */
export async function waitUntil(is: () => boolean, what: string): Promise<void> {
  for (const until = performance.now() + 15_000; performance.now() < until; await sleep(10)) if (is()) return;
  throw new Error(`There was never ${what}.`);
}
