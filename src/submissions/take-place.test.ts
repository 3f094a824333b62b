import * as openpgp from 'openpgp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewDelivery } from '#delivery/delivery.ts';
import { createQueue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { keyIdsOf } from '#encryption/key.ts';
import { entriesOf } from '#forms/answers.ts';
import { examples } from '#forms/booking/examples.ts';
import { form } from '#forms/booking/form.ts';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { createLog } from '#log';
import { createId, referenceOf } from '#message/reference.ts';
import type { OpenPgpContact } from './contact.ts';
import type { Taken } from './outcome.ts';
import { makeContact, makeIntake } from './testing/intake.ts';

const entry = (await discoverForms()).get('booking');
const code = { code: 'abcd2345', label: 'A session' };

let training: OpenPgpContact;
let database: TestDatabase;
let taken: { answers: Answers; message: NewDelivery }[];
let lines: string[];

beforeAll(async () => {
  training = (await makeContact('training')).contact;
});
beforeEach(async () => {
  database = await openTestSqlite();
  taken = [];
  lines = [];
});
afterEach(() => database.close());

const queued = () => database.db.selectFrom('deliveries').select(['id', 'recipient']).execute();

async function post(entries: [string, string][], become: (id: string) => Taken) {
  if (!entry) throw new Error('the form is missing');
  const intake = makeIntake({
    queue: createQueue(database.db, () => new Date()),
    contacts: { training, referrals: { ...training, id: 'referrals' } },
    lists: () => ({ areas: [{ code: 'maidstone', label: 'Maidstone' }], sessions: [code] }),
    log: createLog((line) => lines.push(line)),
    takePlace: async (answers, message) => {
      taken.push({ answers, message });
      return become(message.reference);
    },
  });
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return intake.receive(entry, 'en', new Request('http://127.0.0.1/en/ask/book/', { method: 'POST', body }));
}

const booked = (reference: string): Taken => ({ kind: 'booked', reference, known: false });
const sending = (id: string, answers: Answers): [string, string][] => [
  ['submission', id],
  ['action', 'send'],
  ...entriesOf(form, answers),
];

test('a booking takes a place and is kept with it, sealed to the organiser; the queue is left to who takes it', async () => {
  const id = createId();
  const { answers } = examples.shortest;
  const outcome = await post(sending(id, { ...answers, manager: 'not asked' }), booked);
  const reference = await referenceOf(id);
  expect(outcome).toMatchObject({ kind: 'sent', contact: 'training', receipt: { reference, place: 'booked' } });
  expect(taken.map((one) => one.answers)).toEqual([answers]);
  expect(taken[0]?.message).toMatchObject({ id, recipient: 'training', keyIds: keyIdsOf(training.keys) });
  expect(taken[0]?.message.body).not.toContain('Sam');
  expect(await queued()).toEqual([]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'accepted', ref: reference, code: 'booked' }]);
  expect(lines.join()).not.toMatch(/Sam|council/);
});

test('a session that filled its last day meanwhile leads back to the choice, with all that was written', async () => {
  const outcome = await post(sending(createId(), examples.shortest.answers), () => ({ kind: 'closed' }));
  expect(outcome).toMatchObject({
    kind: 'page',
    status: 422,
    page: { page: 'session', issues: [{ field: 'session', reason: 'choose' }], answers: { name: 'Sam Green' } },
  });
});

test('too many bookings by one address are said to be not sent', async () => {
  const outcome = await post(sending(createId(), examples.shortest.answers), () => ({ kind: 'limit' }));
  expect(outcome).toMatchObject({ kind: 'page', status: 503, page: { notice: 'not-sent' } });
});

test('about abuse it takes no place and goes to the team that helps people', async () => {
  const id = createId();
  const outcome = await post(sending(id, examples.full.answers), booked);
  expect(outcome).toMatchObject({ kind: 'sent', contact: 'referrals' });
  expect(taken).toEqual([]);
  expect(await queued()).toEqual([{ id, recipient: 'referrals' }]);
});

test('what a browser sealed to the organiser cannot take a place, and is refused', async () => {
  const message = await openpgp.createMessage({ text: 'x' });
  const encryptionKeys = await openpgp.readKeys({ armoredKeys: training.armoured.join('\n') });
  const sealed = await openpgp.encrypt({ message, encryptionKeys });
  const outcome = await post(
    [
      ['submission', createId()],
      ['contact', 'training'],
      ['sealed', String(sealed)],
    ],
    booked,
  );
  expect(outcome).toEqual({ kind: 'refused', status: 400 });
  expect(await queued()).toEqual([]);
});
