import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPrivateServer } from '#database/private-server.ts';
import { findFreePort, type Ground } from '../ground.ts';
import { letPeopleSend, type People, type Told } from '../people.ts';
import { inTurns, plainSender, sealedSender } from '../posts.ts';
import { type Relay, startRelay } from '../relay.ts';
import { createSite, type Site } from '../running.ts';
import { conclude, type Outcome, skip, waitUntil } from '../scene.ts';

/** How often one of the two is killed, and whether to wait for the lease of one that does not come back: a minute. */
export type Turns = { kills: number; takeOver: boolean };

/** What the database holds once all is delivered. */
type Rows = { rows: number; distinct: number; last: number };

async function countRows(url: string): Promise<Rows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<keyof Rows, string>>(
    'select count(*) as rows, count(distinct id) as distinct, coalesce(max(number), 0) as last from deliveries',
  );
  await client.end();
  const [only] = rows;
  return { rows: Number(only?.rows), distinct: Number(only?.distinct), last: Number(only?.last) };
}

/**
 * Two instances on one PostgreSQL, each killed in turn while people send to both: whoever meets a dead one sends again and
 * meets the other. At the end there is one row for each message, one number, and one mail that can be told from its copies.
 */
export async function killedInTurn(ground: Ground, { kills, takeOver }: Turns): Promise<Outcome> {
  const database = await startPrivateServer();
  if (!database) return skip('there is no PostgreSQL here');
  const relay = await startRelay(ground.certificate);
  const draftKeys = randomBytes(32).toString('base64');
  const ports = [ground.port, await findFreePort()];
  const sites = ports.map((port) =>
    createSite(port, {
      ...ground.env,
      PORT: String(port),
      DATA_DIR: ground.makeFolder('instance'),
      DATABASE_URL: database.url,
      DRAFT_KEYS: draftKeys,
      SMTP_URL: `smtp://localhost:${relay.port}`,
      SMTP_CA_FILE: ground.caFile,
    }),
  );
  const [first, second] = sites as [Site, Site];
  const sendings: People[] = [];
  try {
    const notes: string[] = [];
    const told: Told[] = [];
    if (takeOver) {
      await first.start();
      const alone = letPeopleSend(6, [plainSender(ground.port)]);
      told.push(alone.told);
      sendings.push(alone);
      const seconds = await measureTakeOver(relay, { dead: first, other: second }, alone);
      notes.push(`what a dead one was sending left ${seconds} s after its death`);
      await first.start();
    } else {
      // At once, as after a power cut: one of them makes the tables.
      await Promise.all(sites.map((site) => site.start()));
    }
    const plain = inTurns(ports.map((port) => plainSender(port, ground.port)));
    const sealed = inTurns(await Promise.all(ports.map((port) => sealedSender(port, ground.port))));
    const sends = letPeopleSend(12, [plain, plain, sealed]);
    sendings.push(sends);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(300 + Math.random() * 500);
      const site = kill % 2 === 0 ? first : second;
      await site.kill();
      await sleep(100);
      await site.start();
    }
    await sends.stop();
    told.push(sends.told);
    notes.push(`${kills} kills`);
    await second.drain(() => relay.taken.length);
    const outcome = await conclude(ground, told, relay.taken, notes);
    return judge(outcome, await countRows(database.url), new Set(relay.taken.map(({ messageId }) => messageId)).size);
  } finally {
    await Promise.all(sites.map((site) => site.kill()));
    await Promise.all(sendings.map((sending) => sending.stop()));
    await relay.down();
    await database.stop();
  }
}

/** The mail server falls silent under one, which is then killed; gives the seconds until the other has sent it all. */
async function measureTakeOver(
  relay: Relay,
  { dead, other }: { dead: Site; other: Site },
  sends: People,
): Promise<number> {
  let hanging = 0;
  relay.script = (step) => {
    if (step !== 'end') return undefined;
    hanging += 1;
    return 'hang';
  };
  await waitUntil(() => hanging >= 3, 'three mails on their way');
  const before = performance.now();
  const stopped = sends.stop();
  await dead.kill();
  await stopped;
  relay.script = () => undefined;
  await other.start();
  const left = () => new Set(relay.taken.map(({ messageId }) => /^<([^.]+)\./.exec(messageId)?.[1]));
  const all = () => {
    const references = left();
    return sends.told.acknowledged.every((reference) => references.has(reference));
  };
  while (!all()) {
    if (performance.now() - before > 90_000) throw new Error('What a dead one was sending was not taken over.');
    await sleep(100);
  }
  return Math.round((performance.now() - before) / 1000);
}

/** One row, one number and one mail for each message. */
function judge(outcome: Outcome, { rows, distinct, last }: Rows, mails: number): Outcome {
  const whole = rows === distinct && rows === last && rows === mails;
  const note = `${rows} rows, ${distinct} of them distinct, numbers to ${last}, ${mails} different mails`;
  return { ...outcome, wrong: outcome.wrong + (whole ? 0 : 1), notes: [...outcome.notes, note] };
}
