import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createQueue } from '#delivery/queue.ts';
import { createKeyRing } from '#keyring';
import { makeCourse, makeSession } from './testing/courses.ts';
import { openStore, type Store } from './testing/databases.ts';
import { makeBooking, openDesk, type TestDesk, tokenIn } from './testing/desk.ts';

let store: Store;
let desk: TestDesk;
beforeEach(async () => {
  store = await openStore();
  desk = await openDesk(store);
});
afterEach(() => store.close());

const moveTo = (moment: string, of = desk) => of.clock.advance(Date.parse(moment) - of.clock().getTime());
const to = (letters: { to: string }[]) => letters.map((letter) => letter.to.split('@')[0]);
const courseWith = (given: Parameters<typeof makeSession>[0]) => [makeCourse({ sessions: [makeSession(given)] })];
async function bookAll(...names: string[]): Promise<string[]> {
  for (const name of names) await desk.book(makeBooking(name));
  return (await desk.letters()).map(tokenIn);
}
const eventIn = (letter: { calendar?: { content: string } | undefined } | undefined) => {
  const text = letter?.calendar?.content ?? '';
  const read = (name: string) => new RegExp(`^${name}:(.*)\\r$`, 'm').exec(text)?.[1];
  return { uid: read('UID'), sequence: Number(read('SEQUENCE')), start: read('DTSTART'), status: read('STATUS') };
};

describe('a reminder', () => {
  test('goes two weeks and two days before, at eight, once, to those who have a place', async () => {
    await bookAll('Ann', 'Bea', 'Cem');
    for (const [moment, reminded] of [
      ['2026-12-29T07:59:00Z', []],
      ['2026-12-29T08:00:00Z', ['ann', 'bea']],
      ['2026-12-29T08:03:00Z', []],
      ['2027-01-10T07:59:00Z', []],
      ['2027-01-10T08:00:00Z', ['ann', 'bea']],
      ['2027-01-11T08:00:00Z', []],
    ] as const) {
      moveTo(moment);
      await desk.round();
      expect([moment, to(await desk.letters())]).toEqual([moment, reminded]);
    }
  });

  test('is sent after days off, the nearest alone, and not again after a restart', async () => {
    await bookAll('Ann');
    moveTo('2027-01-11T15:00:00Z');
    const again = await desk.again([...desk.parts.courses]);
    await again.round();
    const [letter, ...more] = await again.letters();
    expect(more).toEqual([]);
    expect(letter?.text).toContain('Room 3, Hidden House');
    await (await again.again([...desk.parts.courses])).round();
    expect(await again.letters()).toEqual([]);
  });

  test('is not sent once the session has begun, nor to who booked after its time', async () => {
    await bookAll('Ann');
    moveTo('2026-12-30T10:00:00Z');
    await bookAll('Bea');
    await desk.round();
    expect(to(await desk.letters())).toEqual(['ann']);
    moveTo('2027-01-12T09:30:00Z');
    await desk.round();
    expect(await desk.letters()).toEqual([]);
  });

  test.each([
    // Clocks go forward on 28 March 2027 and back on 31 October 2027, both Sundays.
    ['2027-03-28', '2027-03-26T08:00:00Z', '2027-03-28T08:30:00Z'],
    ['2027-03-30', '2027-03-28T07:00:00Z', '2027-03-30T08:30:00Z'],
    ['2027-10-31', '2027-10-29T07:00:00Z', '2027-10-31T09:30:00Z'],
    ['2027-11-02', '2027-10-31T08:00:00Z', '2027-11-02T09:30:00Z'],
  ])('keeps to the clock on the wall around the days on which it changes: %s', async (day, remindAt, startsAt) => {
    const other = await desk.again(
      courseWith({ start: `${day}T09:30`, end: `${day}T13:00`, lastDay: day, id: 'sunday22' }),
    );
    await other.book(makeBooking('Ann', { session: 'sunday22' }));
    const [confirmed] = await other.letters();
    expect(eventIn(confirmed).start).toBe(startsAt.replace(/[-:]/g, ''));
    moveTo(new Date(Date.parse(remindAt) - 60_000).toISOString(), other);
    await other.round();
    await other.letters();
    moveTo(remindAt, other);
    await other.round();
    expect((await other.letters()).map(({ text }) => /When: .*/.exec(text)?.[0])).toEqual([
      expect.stringContaining('09:30 to 13:00'),
    ]);
    moveTo(new Date(Date.parse(startsAt) - 60_000).toISOString(), other);
    expect((await other.courses())[0]?.sessions).toHaveLength(1);
    moveTo(startsAt, other);
    expect((await other.courses())[0]?.sessions).toHaveLength(0);
  });
});

describe('a session that is edited after bookings', () => {
  test('tells everybody once, under a higher sequence and the same event', async () => {
    const names = ['Ann', 'Bea', 'Cem'];
    for (const name of names) await desk.book(makeBooking(name));
    const [before] = await desk.letters();
    const moved = courseWith({ start: '2027-01-13T10:00', end: '2027-01-13T13:30', exact: 'Room 9' });
    const again = await desk.again(moved);
    await again.round();
    const letters = await again.letters();
    expect(to(letters)).toEqual(['ann', 'bea', 'cem']);
    const [ann, , cem] = letters;
    expect(eventIn(before)).toMatchObject({ sequence: 0, start: '20270112T093000Z' });
    expect(eventIn(ann)).toEqual({ ...eventIn(before), sequence: 1, start: '20270113T100000Z' });
    expect(ann?.text).toContain('Room 9');
    expect([cem?.calendar, cem?.text.includes('Room 9')]).toEqual([undefined, false]);
    expect((await again.courses())[0]?.sessions).toMatchObject([{ sequence: 1 }]);
    const third = await again.again(
      courseWith({ start: '2027-01-13T10:00', end: '2027-01-13T13:30', exact: 'Room 8' }),
    );
    expect(eventIn((await third.letters())[0])).toMatchObject({ sequence: 2 });
  });

  test('and called off, ends every booking and takes it out of calendars', async () => {
    const [ann = ''] = await bookAll('Ann', 'Bea', 'Cem');
    const again = await desk.again(courseWith({ calledOff: true }));
    await again.round();
    const letters = await again.letters();
    expect(letters.map(({ calendar }) => calendar?.method)).toEqual(['CANCEL', 'CANCEL', undefined]);
    expect(eventIn(letters[0])).toMatchObject({ sequence: 2, status: 'CANCELLED' });
    expect(await again.findBooking(ann)).toMatchObject({ status: 'called-off' });
    expect(await again.book(makeBooking('Dot'))).toEqual({ kind: 'closed' });
    expect((await again.courses())[0]?.sessions).toMatchObject([{ bookable: 'called-off', calledOff: true }]);
    moveTo('2027-01-11T08:00:00Z');
    await again.round();
    expect(await again.letters()).toEqual([]);
  });

  test('and has more places, offers them to those who wait; with fewer, nobody loses one', async () => {
    const [, , cem = '', dot = ''] = await bookAll('Ann', 'Bea', 'Cem', 'Dot');
    const more = await desk.again(courseWith({ seats: 3 }));
    expect(to(await more.letters())).toEqual(['cem']);
    expect(await more.findBooking(cem)).toMatchObject({ status: 'offered' });
    expect(await more.findBooking(dot)).toMatchObject({ status: 'waiting' });
    const fewer = await more.again(courseWith({ seats: 1 }));
    expect((await fewer.courses())[0]?.sessions).toMatchObject([{ left: 0, waiting: 2 }]);
    await fewer.cancel(cem);
    // Still two people on one place: what was given back goes to nobody.
    expect(await fewer.findBooking(dot)).toMatchObject({ status: 'waiting' });
  });

  test('and is missing from its file, is said in the log', async () => {
    await bookAll('Ann');
    const again = await desk.again([]);
    expect(again.lines).toContain('warning session-missing');
  });
});

test('a mail server that is down for a day loses no letter and doubles none', async () => {
  const queue = createQueue(store.db as never, desk.clock);
  await bookAll('Ann');
  moveTo('2026-12-29T08:00:00Z');
  await desk.round();
  for (let hour = 0; hour < 24; hour += 1) {
    for (const { id } of await queue.claim({ limit: 10, leaseMs: 60_000 }))
      await queue.settle(id, { kind: 'postponed', code: 'unreachable' });
    desk.clock.advance(3_600_000);
    await desk.round();
  }
  await queue.erase(7);
  const claimed = await queue.claim({ limit: 10, leaseMs: 60_000 });
  expect(claimed.filter(({ id }) => id.includes('reminder'))).toHaveLength(1);
});

test('a round that is cut off in the middle leaves nothing half done, and the next does the rest once', async () => {
  await bookAll('Ann', 'Bea');
  let letters = 0;
  const seal = (context: string, text: string) => {
    letters += context === 'letter' ? 1 : 0;
    if (letters === 2) throw new Error('The process is gone.');
    return desk.ring.seal(context, text);
  };
  moveTo('2026-12-29T08:00:00Z');
  const cut = await openDesk(store, { ...desk.parts, ring: { ...desk.ring, seal } });
  await cut.round();
  expect([cut.lines.includes('failed bug'), await desk.letters()]).toEqual([true, []]);
  await (await desk.again([...desk.parts.courses])).round();
  expect(to(await desk.letters())).toEqual(['ann', 'bea']);
});

test('names are removed when their time has come; what they counted stays', async () => {
  const [ann = '', bea = ''] = await bookAll('Ann', 'Bea', 'Cem');
  await store.db.updateTable('bookings').set({ attendance: 'attended' }).where('number', '=', 1).execute();
  moveTo('2027-04-12T11:59:00Z');
  await desk.round();
  expect(await desk.findBooking(ann)).not.toBeNull();
  moveTo('2027-04-12T13:00:00Z');
  await desk.round();
  await desk.round();
  expect([await desk.findBooking(ann), await desk.findBooking(bea)]).toEqual([null, null]);
  const rows = await store.db.selectFrom('bookings').select(['details', 'person', 'address', 'token']).execute();
  expect(rows.flatMap((row) => Object.values(row)).filter((value) => value !== null)).toEqual([]);
  expect(await store.db.selectFrom('training_counts').selectAll().execute()).toEqual([
    {
      quarter: '2027-Q1',
      kind: 'housing',
      role: 'frontline',
      district: 'ashford',
      booked: 2,
      attended: 1,
      absent: 0,
      unmet: 1,
    },
  ]);
});

test('keys of the ring can change while bookings last', async () => {
  const [first, second] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const one = await openDesk(store, { ring: createKeyRing([first]), clock: desk.clock });
  await store.db.deleteFrom('training_secrets').execute();
  const old = await one.again([...desk.parts.courses]);
  await old.book(makeBooking('Ann'));
  const token = tokenIn((await old.letters())[0]);
  const both = await openDesk(store, { ring: createKeyRing([second, first]), clock: desk.clock });
  expect(await both.findBooking(token)).toMatchObject({ name: 'Ann' });
  const later = await openDesk(store, { ring: createKeyRing([second]), clock: desk.clock });
  expect(await later.findBooking(token)).toMatchObject({ name: 'Ann' });
  expect(await later.book(makeBooking('Ann'))).toMatchObject({ known: true });
  const lost = await openDesk(store, { ring: createKeyRing([first]), clock: desk.clock });
  expect(lost.lines).toContain('warning training-secret-lost');
  expect(await lost.findBooking(token)).toMatchObject({ status: 'booked', name: '' });
});
