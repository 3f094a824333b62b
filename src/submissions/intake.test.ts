import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sealLetter } from '#delivery/letter.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { entriesOf } from '#forms/answers.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { createKeyRing } from '#keyring';
import { createLog } from '#log';
import { createId, referenceOf } from '#message/reference.ts';
import type { OpenPgpContact } from './contact.ts';
import type { Intake } from './intake.ts';
import type { IntakeParts } from './parts.ts';
import { makeContact, makeIntake } from './testing/intake.ts';

const found = (await discoverForms()).get('self-referral');
if (!found) throw new Error('the form is missing');
const entry = found;
const { english } = entry;

const ring = createKeyRing([randomBytes(32).toString('base64')]);

let contact: OpenPgpContact;
let database: TestDatabase;
let queue: Queue;
let intake: Intake;
let lines: string[];
let woken: number;
let now: Date;

const clock = () => now;

function build(given: Partial<IntakeParts> = {}): Intake {
  return makeIntake({
    queue,
    contacts: { referrals: contact },
    markUrgent: true,
    languageName: () => 'Urdu',
    clock,
    log: createLog((line) => lines.push(line)),
    receipts: async (_id, reference, address) =>
      address.endsWith('@council.example')
        ? sealLetter(ring, `receipt:${reference}`, reference, { to: address, subject: 'x', text: 'x' })
        : null,
    accepted: () => {
      woken += 1;
    },
    ...given,
  });
}

beforeAll(async () => {
  contact = (await makeContact('referrals')).contact;
});
beforeEach(async () => {
  database = await openTestSqlite();
  now = new Date();
  lines = [];
  woken = 0;
  queue = createQueue(database.db, clock);
  intake = build();
});
afterEach(() => database.close());

type Pairs = readonly (readonly [string, string])[];

function post(entries: Pairs) {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return intake.receive(entry, 'ur', new Request('http://127.0.0.1/ur/ask/', { method: 'POST', body }));
}

async function postPage(entries: Pairs) {
  const outcome = await post(entries);
  if (outcome.kind !== 'page') throw new Error(`a page was expected, not ${outcome.kind}`);
  return outcome;
}

const whole = (id: string): Pairs => [
  ['submission', id],
  ['action', 'send'],
  ...entriesOf(form, examples.full.answers),
];

describe('step by step without a script', () => {
  test('the draft carries what was said on other pages, and the id with it', async () => {
    const first = await postPage([
      ['page', 'now'],
      ['shown', 'now'],
      ['danger', 'no'],
      ['action', 'continue'],
    ]);
    expect(first).toMatchObject({ status: 200, page: { page: 'reach', answers: { danger: 'no' } } });
    const { draft, id } = first.page;
    const second = await postPage([
      ['draft', draft],
      ['page', 'reach'],
      ['shown', 'reach'],
      ['ringUs', 'yes'],
    ]);
    expect(second.page).toMatchObject({ page: 'permission', id, answers: { danger: 'no', ringUs: 'yes' } });
    const sent = await post([
      ['draft', second.page.draft],
      ['page', 'permission'],
      ['shown', 'permission'],
      ['permission', 'yes'],
      ['action', 'send'],
    ]);
    expect(sent).toMatchObject({ kind: 'sent', receipt: { reference: await referenceOf(id), known: false } });
    expect(sent.kind === 'sent' && sent.answers).toMatchObject({ danger: 'no', ringUs: 'yes', permission: 'yes' });
    expect(woken).toBe(1);
  });

  test('what is wrong comes back as 422 with every answer', async () => {
    const { status, page } = await postPage([
      ['page', 'reach'],
      ['shown', 'reach'],
      ['name', 'رابعہ'],
    ]);
    expect(status).toBe(422);
    expect(page.issues).toEqual([{ field: 'callUse', reason: 'one-way' }]);
    expect(page.answers).toMatchObject({ name: 'رابعہ' });
  });

  test('a draft of yesterday is said to be too old, and what was just typed is kept', async () => {
    const { page } = await postPage([
      ['page', 'now'],
      ['shown', 'now'],
      ['danger', 'no'],
    ]);
    now = new Date(now.getTime() + 25 * 3_600_000);
    const after = await postPage([
      ['draft', page.draft],
      ['submission', page.id],
      ['page', 'what'],
      ['shown', 'what'],
      ['story', 'typed today'],
    ]);
    expect(after.page).toMatchObject({ notice: 'expired', id: page.id });
    expect(after.page.answers).toEqual({ kinds: [], story: 'typed today' });
  });

  test('a draft that is not ours is no draft', async () => {
    const { page } = await postPage([
      ['draft', 'forged'],
      ['page', 'now'],
      ['danger', 'no'],
    ]);
    expect(page).toMatchObject({ notice: 'expired', answers: { danger: 'no' } });
  });
});

describe('sending', () => {
  test('everything at once is one message, and again the same one', async () => {
    const id = createId();
    const receipts = [await post(whole(id)), await post(whole(id))];
    const reference = await referenceOf(id);
    expect(receipts).toMatchObject([
      { kind: 'sent', receipt: { reference, known: false } },
      { kind: 'sent', receipt: { reference, known: true } },
    ]);
    expect((await queue.health()).waiting).toBe(1);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['accepted', 'known']);
  });

  test('under an id that is none makes one', async () => {
    const outcome = await post(whole('../../x'));
    expect(outcome).toMatchObject({ kind: 'sent', receipt: { known: false } });
  });

  test('that cannot be kept gives everything back and says so', async () => {
    await database.db.schema.dropTable('deliveries').execute();
    const { status, page } = await postPage(whole(createId()));
    expect(status).toBe(503);
    expect(page).toMatchObject({ page: 'check', notice: 'not-sent', answers: examples.full.answers });
    expect(woken).toBe(0);
    const again = await postPage([
      ['draft', page.draft],
      ['page', 'check'],
      ['action', 'continue'],
    ]);
    expect(again.page.answers).toEqual(examples.full.answers);
  });
});

describe('what tells of danger', () => {
  const priorities = async () =>
    (await database.db.selectFrom('deliveries').select('priority').execute()).map(({ priority }) => priority);
  const send = (danger: string, to = intake) => {
    const body = new FormData();
    body.append('action', 'send');
    for (const [name, value] of entriesOf(form, { danger, ringUs: 'yes', permission: 'yes' })) body.append(name, value);
    return to.receive(entry, 'en', new Request('http://127.0.0.1/', { method: 'POST', body }));
  };

  test('is marked and goes first where the county chose so', async () => {
    for (const danger of ['yes', 'unsure', 'no']) await send(danger);
    expect(await priorities()).toEqual([-1, -1, 0]);
  });

  test('is not marked where it did not', async () => {
    await send('yes', build({ markUrgent: false }));
    expect(await priorities()).toEqual([0]);
  });
});

describe('a receipt', () => {
  const send = async (address: string, wanted: string) => {
    const professional = (await discoverForms()).get('professional');
    if (!professional) throw new Error('the form is missing');
    const { examples: own } = await import('#forms/professional/examples.ts');
    const answers = { ...own.full.answers, referrerEmail: address, receipt: wanted };
    const body = new FormData();
    body.append('action', 'send');
    body.append('submission', createId());
    for (const [name, value] of entriesOf(professional.form, answers)) body.append(name, value);
    return intake.receive(professional, 'en', new Request('http://127.0.0.1/', { method: 'POST', body }));
  };
  const letters = async () => {
    const rows = await database.db.selectFrom('deliveries').select('kind').execute();
    return rows.filter(({ kind }) => kind === 'letter').length;
  };

  test('goes with the message to an agency that is listed', async () => {
    expect(await send('worker@council.example', 'yes')).toMatchObject({ kind: 'sent', written: 'sent' });
    expect(await letters()).toBe(1);
  });

  test('goes to nobody else, and the referral is kept all the same', async () => {
    expect(await send('worker@example.org', 'yes')).toMatchObject({ kind: 'sent', written: 'not-listed' });
    expect(await send('worker@council.example', '')).toMatchObject({ kind: 'sent', written: null });
    expect(await letters()).toBe(0);
    expect((await queue.health()).waiting).toBe(2);
  });

  test('is never written for a form that a person fills in for themselves', async () => {
    const outcome = await post([...whole(createId()), ['receipt', 'worker@council.example']]);
    expect(outcome).toMatchObject({ kind: 'sent', written: null });
    expect(await letters()).toBe(0);
  });
});

describe('what a browser sealed', () => {
  test('is refused without an id or when it is no sealed message', async () => {
    expect(await post([['sealed', 'x']])).toEqual({ kind: 'refused', status: 400 });
    expect(
      await post([
        ['sealed', 'x'],
        ['submission', createId()],
      ]),
    ).toEqual({ kind: 'refused', status: 400 });
    expect((await queue.health()).waiting).toBe(0);
  });
});

test('a log line holds a reference and codes, never an answer', async () => {
  await post(whole(createId()));
  await post([
    ['sealed', 'secret words'],
    ['submission', createId()],
  ]);
  await intake.receive(
    { form, english },
    'ur',
    new Request('http://127.0.0.1/', { method: 'POST', body: 'secret words' }),
  );
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(
      Object.keys(JSON.parse(line)).filter((key) => !['time', 'event', 'ref', 'form', 'code', 'status'].includes(key)),
    ).toEqual([]);
    expect(line).not.toMatch(/secret|07700|رابعہ/);
  }
});

test('the first page is the same for everybody', () => {
  expect(intake.open(form)).toEqual(intake.open(form));
  expect(intake.open(form)).toMatchObject({ page: 'now', answers: {}, draft: '', id: '' });
});
