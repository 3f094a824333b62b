import * as openpgp from 'openpgp';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePdf } from '#attachments/testing/files.ts';
import { checkPriority } from '#delivery/delivery.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { seal } from '#encryption/seal.ts';
import { solve } from '#flood/proof.ts';
import { entriesOf } from '#forms/answers.ts';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/professional/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { createLog } from '#log';
import { createId } from '#message/reference.ts';
import type { OpenPgpContact } from './contact.ts';
import type { Intake } from './intake.ts';
import type { Outcome } from './outcome.ts';
import { makeContact, makeIntake } from './testing/intake.ts';

const forms = await discoverForms();
const [entry, referral] = ['self-referral', 'professional'].map((id) => forms.get(id));

let contact: OpenPgpContact;
let database: TestDatabase;
let queue: Queue;
let intake: Intake;
let lines: string[];
let now: Date;
const clock = () => now;
const fullHour = new Date('2026-11-22T13:00:00Z');

beforeAll(async () => {
  contact = (await makeContact('referrals')).contact;
});
beforeEach(async () => {
  database = await openTestSqlite();
  now = new Date('2026-11-22T12:10:00Z');
  lines = [];
  queue = createQueue(database.db, clock);
  const log = createLog((line) => lines.push(line));
  intake = makeIntake({ queue, contacts: { referrals: contact }, fileBytes: 2 ** 20, clock, log });
});
afterEach(() => database.close());

type Pairs = [string, string][];
async function post(entries: Pairs, sender: string | null = 'refuge'): Promise<Outcome> {
  if (!entry) throw new Error('the form is missing');
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  const request = new Request('http://127.0.0.1/en/ask/', { method: 'POST', body });
  return intake.receive(entry, 'en', request, { crowded: false, sender });
}
/** A referral with one paper: chosen on the page, or as the page's script sends it. */
async function postPapers(name: 'papers' | 'sealed', script: boolean): Promise<Outcome> {
  if (!referral) throw new Error('the form is missing');
  const body = new FormData();
  body.append('submission', createId());
  body.append('action', 'send');
  for (const [field, value] of entriesOf(referral.form, examples.shortest.answers)) body.append(field, value);
  body.append(name, new Blob([makePdf() as Uint8Array<ArrayBuffer>]), 'DASH.pdf');
  const headers = script ? { accept: 'application/json' } : undefined;
  const request = new Request('http://127.0.0.1/en/ask/refer/', {
    method: 'POST',
    body,
    ...(headers ? { headers } : {}),
  });
  return intake.receive(referral, 'en', request, { crowded: false, sender: 'refuge' });
}

const plain: Answers = { danger: 'no', ringUs: 'yes', permission: 'yes' };
const whole = (id = createId(), answers = plain): Pairs => [
  ['submission', id],
  ['action', 'send'],
  ...entriesOf(form, answers),
];
const flood = async (count: number) => {
  const kinds = [];
  for (let sent = 0; sent < count; sent += 1) kinds.push((await post(whole())).kind);
  return kinds;
};
const asked = (outcome: Outcome) => {
  if (outcome.kind !== 'again') throw new Error(`one more step was expected, not ${outcome.kind}`);
  return outcome;
};
const kept = async () => (await queue.health()).waiting;
const rows = () => database.db.selectFrom('deliveries').select(['priority', 'due_at']).execute();

describe('after 500 sends from one network', () => {
  test('a person there sends with one press more, without a script', async () => {
    expect((await flood(500)).filter((kind) => kind === 'sent')).toHaveLength(30);
    const id = createId();
    const { page, status } = asked(await post(whole(id)));
    expect(status).toBe(429);
    expect(page).toMatchObject({ page: 'check', notice: 'again', answers: plain, id });
    now = new Date(now.getTime() + 4_000);
    const sent = await post([
      ['draft', page?.draft ?? ''],
      ['page', 'check'],
      ['action', 'send'],
    ]);
    expect(sent).toMatchObject({ kind: 'sent', receipt: { known: false }, answers: plain });
    expect(await kept()).toBe(31);
    expect((await rows()).at(-1)).toMatchObject({ priority: 0, due_at: now.getTime() });
  });

  test('a page with a script sends again by itself, with a proof, and at once', async () => {
    await flood(31);
    const id = createId();
    const sealed = await seal(openpgp, new TextEncoder().encode('x'.repeat(4096)), contact.keys, now);
    const about: Pairs = [
      ['submission', id],
      ['sealed', String(sealed)],
    ];
    const { challenge, page } = asked(await post(about));
    expect(page).toBeNull();
    const proof = await solve(challenge, AbortSignal.timeout(20_000));
    const sent = await post([...about, ['pass', challenge.token], ['proof', proof]]);
    expect(sent.kind).toBe('sent');
    expect((await rows()).at(-1)).toMatchObject({ priority: 0 });
    // The same proof is good for the same message alone, which is there already.
    expect(await post([...about, ['pass', challenge.token], ['proof', proof]])).toMatchObject({
      receipt: { known: true },
    });
    const other: Pairs = about.map(([name, value]) => [name, name === 'submission' ? createId() : value]);
    expect((await post([...other, ['pass', challenge.token], ['proof', proof]])).kind).toBe('again');
  });

  test('somebody elsewhere notices nothing, and what was sent already is known', async () => {
    const id = createId();
    await post(whole(id));
    await flood(100);
    expect((await post(whole(), 'home')).kind).toBe('sent');
    expect(await post(whole(id))).toMatchObject({ kind: 'sent', receipt: { known: true } });
  });

  test('what is wrong is said first, as always', async () => {
    await flood(31);
    expect(await post(whole(createId(), { danger: 'no' }))).toMatchObject({ kind: 'page', status: 422 });
  });

  test('one press more is asked once, also when something is changed first', async () => {
    await flood(31);
    const { page } = asked(await post(whole()));
    now = new Date(now.getTime() + 4_000);
    const changed = await post([
      ['draft', page?.draft ?? ''],
      ['page', 'check'],
      ['action', 'change:now'],
    ]);
    if (changed.kind !== 'page') throw new Error('a page was expected');
    now = new Date(now.getTime() + 4_000);
    const sent = await post([
      ['draft', changed.page.draft],
      ['page', 'now'],
      ['action', 'send'],
    ]);
    expect(sent.kind).toBe('sent');
  });

  test('the draft of a page that asked for nothing is no pass', async () => {
    await flood(31);
    const first = await post([
      ['page', 'now'],
      ['action', 'continue'],
    ]);
    if (first.kind !== 'page') throw new Error('a page was expected');
    now = new Date(now.getTime() + 60_000);
    await flood(1);
    const { draft } = first.page;
    const sent = await post([['draft', draft], ['pass', draft], ['action', 'send'], ...entriesOf(form, plain)]);
    expect(asked(sent).page).toMatchObject({ id: first.page.id });
  });

  test('a pass is for one message alone', async () => {
    await flood(31);
    const { page } = asked(await post(whole()));
    const other = [...whole(), ['pass', page?.draft ?? '']] satisfies Pairs;
    expect((await post(other)).kind).toBe('again');
    expect((await post([...whole(), ['pass', 'forged']])).kind).toBe('again');
  });

  test('papers, which one step more would lose, wait for the full hour; a script keeps them and works out a proof', async () => {
    await flood(31);
    expect(await postPapers('papers', false)).toMatchObject({ kind: 'sent', papers: 1, later: fullHour });
    expect((await rows()).at(-1)).toMatchObject({ priority: checkPriority, due_at: fullHour.getTime() });
    expect((await postPapers('papers', true)).kind).toBe('again');
    // Whatever it is named, a file takes nobody past the limit.
    expect((await postPapers('sealed', true)).kind).toBe('again');
  });

  test('the log says how many, and of nobody', async () => {
    await flood(33);
    const again = lines.map((line) => JSON.parse(line)).filter(({ code }) => code === 'again');
    expect(again).toHaveLength(3);
    expect(Object.keys(again[0])).toEqual(['time', 'event', 'code', 'form', 'status']);
    expect(lines.join()).not.toContain('refuge');
  });
});

describe('what a program may have sent', () => {
  const later = { priority: checkPriority, due_at: fullHour.getTime() };

  test('is kept and thanked for as usual, and goes at the full hour', async () => {
    const outcome = await post([...whole(), ['spare', 'https://example.org']]);
    expect(outcome).toMatchObject({ kind: 'sent', receipt: { known: false }, answers: plain });
    expect(await rows()).toEqual([later]);
  });

  test('is known by the spare field of any page before', async () => {
    const first = await post([
      ['page', 'now'],
      ['shown', 'now'],
      ['danger', 'no'],
      ['spare', 'x'],
    ]);
    if (first.kind !== 'page') throw new Error('a page was expected');
    now = new Date(now.getTime() + 60_000);
    await post([['draft', first.page.draft], ['spare', ''], ['action', 'send'], ...entriesOf(form, plain)]);
    expect(await rows()).toEqual([later]);
  });

  test.each([
    [2_900, 3, checkPriority],
    [3_100, 3, 0],
    [500, 2, 0],
  ])('is known by its haste: %i ms for %i answers', async (took, count, priority) => {
    const first = await post([
      ['page', 'now'],
      ['action', 'continue'],
    ]);
    if (first.kind !== 'page') throw new Error('a page was expected');
    now = new Date(now.getTime() + took);
    const answers = { ringUs: 'yes', permission: 'yes', ...(count > 2 ? { name: 'Name' } : {}) };
    await post([['draft', first.page.draft], ['action', 'send'], ...entriesOf(form, answers)]);
    expect(await rows()).toMatchObject([{ priority }]);
  });

  test('is known by pressing sooner than anybody reads', async () => {
    await flood(30);
    const { page } = asked(await post(whole()));
    now = new Date(now.getTime() + 200);
    const sent = await post([
      ['draft', page?.draft ?? ''],
      ['action', 'send'],
    ]);
    expect(sent.kind).toBe('sent');
    expect((await rows()).at(-1)).toMatchObject(later);
  });

  test('is said by the page’s script of what it sealed', async () => {
    const sealed = await seal(openpgp, new TextEncoder().encode('x'.repeat(4096)), contact.keys, now);
    await post([
      ['submission', createId()],
      ['sealed', String(sealed)],
      ['marked', 'yes'],
    ]);
    expect(await rows()).toEqual([later]);
  });

  test('goes at once where somebody may be in danger', async () => {
    await post([...whole(createId(), { ...plain, danger: 'yes' }), ['spare', 'x']]);
    expect(await rows()).toEqual([{ priority: 0, due_at: now.getTime() }]);
  });
});
