import * as openpgp from 'openpgp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkPriority, urgentPriority } from '#delivery/delivery.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { seal } from '#encryption/seal.ts';
import { markedName } from '#flood/trap.ts';
import { discoverForms } from '#forms/discover.ts';
import { createLog } from '#log';
import { createId } from '#message/reference.ts';
import type { OpenPgpContact } from './contact.ts';
import type { IntakeParts } from './parts.ts';
import { makeContact, makeIntake } from './testing/intake.ts';

const forms = await discoverForms();
const now = new Date('2026-11-22T12:10:00Z');

let contact: OpenPgpContact;
let sealed: string;
let database: TestDatabase;
let queue: Queue;
let lines: string[];
let asked: string[];
let woken: number;

beforeAll(async () => {
  contact = (await makeContact('referrals')).contact;
  sealed = await seal(openpgp, new Uint8Array(4096), contact.keys, new Date());
});
beforeEach(async () => {
  database = await openTestSqlite();
  queue = createQueue(database.db, () => now);
  [lines, asked, woken] = [[], [], 0];
});
afterEach(() => database.close());

/** Posts what a browser sealed, as a form's page does, with what it says beside it. */
async function post(id: string, beside: Record<string, string> = {}, given: Partial<IntakeParts> = {}) {
  const entry = forms.get(id);
  if (!entry) throw new Error(`the form ${id} is missing`);
  const intake = makeIntake({
    queue,
    contacts: { referrals: contact },
    clock: () => now,
    log: createLog((line) => lines.push(line)),
    receipts: async (_id, _reference, address) => {
      asked.push(address);
      return null;
    },
    accepted: () => {
      woken += 1;
    },
    ...given,
  });
  const body = new FormData();
  for (const [name, value] of Object.entries({ submission: createId(), sealed, ...beside })) body.append(name, value);
  return intake.receive(entry, 'en', new Request('http://127.0.0.1/', { method: 'POST', body }));
}

const rows = () => database.db.selectFrom('deliveries').select(['priority', 'due_at']).execute();
const at = (time: string) => new Date(time).getTime();

test('is kept, thanked for and sent at once', async () => {
  expect(await post('self-referral')).toMatchObject({ kind: 'sent', contact: 'referrals', answers: null, later: null });
  expect([await rows(), woken]).toEqual([[{ priority: 0, due_at: now.getTime() }], 1]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'accepted', code: 'sealed' }]);
});

test('from a person has nobody written to, whatever address comes with it', async () => {
  expect(await post('self-referral', { receipt: 'worker@council.example' })).toMatchObject({ written: null });
  expect(asked).toEqual([]);
  expect(await post('professional', { receipt: 'worker@council.example' })).toMatchObject({ written: 'not-listed' });
  expect(asked).toEqual(['worker@council.example']);
});

test('for a contact of another form is refused', async () => {
  for (const to of ['training', 'editors', '__proto__']) {
    expect(await post('self-referral', { contact: to })).toEqual({ kind: 'refused', status: 400 });
  }
  expect([await rows(), woken]).toEqual([[], 0]);
});

test('goes first where it tells of danger and the county marks that, also where a program may have sent it', async () => {
  const danger = { urgent: 'yes', [markedName]: 'yes' };
  expect(await post('self-referral', danger, { markUrgent: true })).toMatchObject({ later: null });
  expect(await rows()).toEqual([{ priority: urgentPriority, due_at: now.getTime() }]);
});

test('is marked only where it tells of danger and the county chose so: the mark stands outside the seal', async () => {
  await post('self-referral', { urgent: 'yes' });
  await post('self-referral', {}, { markUrgent: true });
  expect((await rows()).map(({ priority }) => priority)).toEqual([0, 0]);
});

test('to a key that was replaced meanwhile is asked for again, and sent twice it is known', async () => {
  const stranger = (await makeContact('referrals')).contact;
  expect(await post('self-referral', {}, { contacts: { referrals: stranger } })).toEqual({ kind: 'reseal' });
  const submission = createId();
  await post('self-referral', { submission });
  expect(await post('self-referral', { submission })).toMatchObject({ kind: 'sent', receipt: { known: true } });
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['accepted', 'known']);
});

test('goes at the full hour where a program may have sent it', async () => {
  expect(await post('self-referral', { [markedName]: 'yes' })).toMatchObject({
    later: new Date('2026-11-22T13:00:00Z'),
  });
  expect(await rows()).toEqual([{ priority: checkPriority, due_at: at('2026-11-22T13:00:00Z') }]);
});

test('that cannot be kept is not thanked for, and the log says why in a code', async () => {
  await database.db.schema.dropTable('deliveries').execute();
  expect(await post('self-referral')).toEqual({ kind: 'refused', status: 503 });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'failed', code: expect.stringMatching(/^keep\./) },
  ]);
  expect(woken).toBe(0);
});

test('for a contact that is not there is not thanked for', async () => {
  expect(await post('self-referral', {}, { contacts: {} })).toEqual({ kind: 'refused', status: 503 });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'failed', code: 'keep.unknown' }]);
});
