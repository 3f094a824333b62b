import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { createSealer } from '../../src/cli/bench/posts.ts';
import { findPostgres } from '../../src/database/find-server.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { type Instances, startInstances } from '../support/instances.ts';
import { type Part, postBody, wholeForm, writeMultipart } from '../support/raw-http.ts';
import { runServer } from '../support/server.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(findPostgres() === null, 'NOT TESTED: no PostgreSQL here, install it');

let instances: Instances;
let sealed: string;

test.beforeAll(async () => {
  instances = await startInstances(2);
  sealed = await (await createSealer(portOf(0)))();
});
test.afterAll(() => instances?.close());

const portOf = (index: number) => Number(new URL(instances.sites[index]?.origin ?? '').port);

/** Posts to one instance what a browser posts to all of them. */
function post(index: number, parts: readonly Part[], accept = 'application/json') {
  const headers = { Host: new URL(instances.origin).host, Origin: instances.origin, Accept: accept };
  return postBody(instances.sites[index]?.origin ?? '', writeMultipart(parts), { tag: 'en', headers });
}

const postSealed = (index: number, id: string) =>
  post(index, [
    ['submission', id],
    ['sealed', sealed],
  ]);

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: instances.database.url });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

/** Reference and Message-ID of each mail that the mail server has taken. */
const taken = () =>
  instances.mail.messages.map(({ raw }) => {
    const messageId = /^Message-ID: (.*)\r$/im.exec(raw.toString('latin1'))?.[1] ?? '';
    return { messageId, reference: /^<([^.]+)\./.exec(messageId)?.[1] ?? '' };
  });

const undelivered = async () =>
  (await query<{ id: string }>('select id from deliveries where delivered_at is null')).length;

test('twenty posts at once of one submission, over both, are one message', async () => {
  const id = createId();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => postSealed(index % 2, id)));
  const reference = await referenceOf(id);
  expect(answers.map(({ status, body }) => [status, body.includes(reference)])).toEqual(answers.map(() => [200, true]));
  await expect.poll(undelivered).toBe(0);
  expect(taken().filter((mail) => mail.reference === reference)).toHaveLength(1);
});

test('what one was told is sent by the other: each opens the drafts of both', async () => {
  const id = createId();
  const answers = wholeForm(examples.full.answers, id).filter(([name]) => name !== 'action');
  const first = await post(0, [...answers, ['page', 'risk'], ['action', 'continue']], 'text/html');
  const draft = /name="draft" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
  const parts: Part[] = [
    ['draft', draft],
    ['action', 'send'],
  ];
  const second = await post(1, parts, 'text/html');
  expect([second.status, second.body.includes(await referenceOf(id))]).toEqual([200, true]);
});

test('one that starts leaves alone what another is sending', async () => {
  const id = createId();
  await postSealed(0, id);
  await expect.poll(undelivered).toBe(0);
  await query(`update deliveries set delivered_at = null, lease_until = ${Date.now() + 60_000} where id like '%${id}'`);
  await instances.sites[1]?.restart();
  // Longer than a worker waits before it looks again.
  await sleep(3000);
  expect(await undelivered()).toBe(1);
  await query('update deliveries set lease_until = 0 where delivered_at is null');
  await expect.poll(undelivered).toBe(0);
});

test('two that are killed in turn under load lose nothing, and what comes twice says so', async () => {
  const before = (await query<{ id: string }>('select id from deliveries')).length;
  const acknowledged = new Set<string>();
  let running = true;
  let unanswered = 0;
  const person = async (which: number) => {
    for (let turn = which; running; turn += 1) {
      const id = createId();
      // Whoever gets no answer sends again, and meets whichever instance is there.
      for (let again = turn; !acknowledged.has(id); again += 1) {
        const { status, body } = await postSealed(again % 2, id);
        const reference = await referenceOf(id);
        if (status === 200 && body.includes(reference)) acknowledged.add(id);
        else {
          unanswered += 1;
          await sleep(20);
        }
      }
    }
  };
  const people = Array.from({ length: 12 }, (_, which) => person(which));
  for (let kill = 0; kill < 6; kill += 1) {
    await sleep(300 + Math.random() * 500);
    const site = instances.sites[kill % 2];
    await site?.kill('SIGKILL');
    await sleep(100);
    await site?.restart();
  }
  running = false;
  await Promise.all(people);

  // What the killed ones were sending is left to them until their leases end, which takes a minute: they end now.
  const free = 'select id from deliveries where delivered_at is null and lease_until is null';
  await expect.poll(async () => (await query(free)).length, { timeout: 60_000 }).toBe(0);
  await sleep(1000);
  const leased = await undelivered();
  await query('update deliveries set lease_until = 0 where delivered_at is null');
  await expect.poll(undelivered, { timeout: 30_000 }).toBe(0);

  const references = new Set(await Promise.all([...acknowledged].map((id) => referenceOf(id))));
  const mails = taken().filter(({ reference }) => references.has(reference));
  const distinct = new Set(mails.map(({ messageId }) => messageId));
  const rows = await query<{ number: string }>('select number from deliveries order by number');
  const lost = [...references].filter((reference) => !mails.some((mail) => mail.reference === reference));
  test.info().annotations.push({
    type: 'figures',
    description: `acknowledged ${acknowledged.size}, lost ${lost.length}, duplicates ${mails.length - distinct.size}, unanswered ${unanswered}, leased by the dead ${leased}`,
  });
  expect(acknowledged.size).toBeGreaterThan(100);
  expect(unanswered).toBeGreaterThan(0);
  expect(lost).toEqual([]);
  // A second copy has the Message-ID of the first: there are as many as references, and as rows.
  expect(distinct.size).toBe(acknowledged.size);
  expect(rows).toHaveLength(before + acknowledged.size);
  expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, index) => index + 1));
  for (const site of instances.sites) expect(site.logs().some((line) => line.includes('"delivered"'))).toBe(true);
});

test('a database that goes away is waited for, and nothing is acknowledged meanwhile', async () => {
  await instances.database.kill();
  const id = createId();
  expect((await postSealed(0, id)).status).toBeGreaterThanOrEqual(500);
  await instances.database.start();
  await expect.poll(async () => (await postSealed(1, id)).status).toBe(200);
  await expect.poll(undelivered, { timeout: 15_000 }).toBe(0);
  expect(taken().filter(({ reference }) => reference !== '')).toContainEqual(
    expect.objectContaining({ reference: await referenceOf(id) }),
  );
});

test('a start says what is wrong with the database, and never the password', async () => {
  const { password } = new URL(instances.env['DATABASE_URL'] ?? '');
  const refuse = async (settings: Record<string, string>) => {
    const { code, lines } = await runServer({
      PORT: '0',
      ...instances.env,
      DATA_DIR: test.info().outputPath(),
      ...settings,
    });
    expect(code).toBe(1);
    expect(lines.join('\n')).not.toContain(password);
    expect(lines.join('\n')).not.toMatch(/^\s+at |\.ts:\d/m);
    return lines.join('\n');
  };
  const at = (change: (url: URL) => void) => {
    const url = new URL(instances.env['DATABASE_URL'] ?? '');
    change(url);
    return { DATABASE_URL: url.href };
  };
  expect(await refuse(at((url) => (url.port = '1')))).toMatch(
    /DATABASE_URL: PostgreSQL cannot be reached.*:1\/postgres/,
  );
  expect(await refuse(at((url) => (url.username = 'nobody')))).toMatch(/DATABASE_URL: .* does not let this user in/);
  expect(await refuse(at((url) => url.searchParams.set('sslmode', 'verify-full')))).toMatch(
    /DATABASE_URL: no verified TLS/,
  );
  expect(await refuse({ DRAFT_KEYS: '' })).toMatch(/DRAFT_KEYS: is missing/);
});

test('no log of theirs holds an address, the password or a name', () => {
  const { password } = new URL(instances.env['DATABASE_URL'] ?? '');
  const lines = instances.sites.flatMap((site) => site.logs());
  expect(lines.filter((line) => !line.startsWith('{') || line.includes(password) || line.includes('@'))).toEqual([]);
});
