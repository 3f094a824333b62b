import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from './testing/databases.ts';
import { makeAttendee, makeBooking, openDesk, type TestDesk, tokenIn } from './testing/desk.ts';

let store: Store;
let desk: TestDesk;
beforeEach(async () => {
  store = await openStore();
  desk = await openDesk(store);
});
afterEach(() => store.close());

const hours = (count: number) => count * 3_600_000;
const left = async () => (await desk.courses())[0]?.sessions[0];
/** Books and gives the token of the link in the mail. */
async function bookAs(name: string): Promise<string> {
  await desk.book(makeBooking(name));
  return tokenIn((await desk.letters()).at(-1));
}
const moveTo = (moment: string) => desk.clock.advance(Date.parse(moment) - desk.clock().getTime());

describe('a private link', () => {
  test('shows the booking, and the exact place only to who has one; looking changes nothing', async () => {
    const [ann, , cem] = [await bookAs('Ann'), await bookAs('Bea'), await bookAs('Cem')];
    const before = await store.db.selectFrom('bookings').selectAll().execute();
    expect(await desk.findBooking(ann)).toMatchObject({
      status: 'booked',
      name: 'Ann',
      session: { exact: 'Room 3, Hidden House' },
      cancelBefore: new Date('2027-01-09T23:59:00Z'),
    });
    expect(await desk.findBooking(cem)).toMatchObject({ status: 'waiting', session: { exact: null } });
    expect(await store.db.selectFrom('bookings').selectAll().execute()).toEqual(before);
  });

  test('that is not one opens nothing', async () => {
    await bookAs('Ann');
    for (const token of ['', 'x', 'A'.repeat(22), "' or 1=1 --", 'k4m9x2pq']) {
      expect(await desk.findBooking(token)).toBeNull();
      expect(await desk.cancel(token)).toEqual({ kind: 'unknown' });
      expect(await desk.changeNeeds(token, { access: 'x', diet: '' })).toEqual({ kind: 'unknown' });
    }
  });

  test('still opens after a restart', async () => {
    const ann = await bookAs('Ann');
    const again = await desk.again([...desk.parts.courses]);
    expect(await again.findBooking(ann)).toMatchObject({ status: 'booked' });
  });
});

describe('giving a place back', () => {
  test('frees it, takes it out of the calendar, and twice is once', async () => {
    const ann = await bookAs('Ann');
    expect(await desk.cancel(ann)).toEqual({ kind: 'done', late: false });
    expect(await desk.cancel(ann)).toEqual({ kind: 'done', late: false });
    expect(await left()).toMatchObject({ left: 2 });
    const [letter, ...more] = await desk.letters();
    expect(more).toEqual([]);
    expect(letter?.calendar?.method).toBe('CANCEL');
    expect(letter?.calendar?.content).toMatch(/STATUS:CANCELLED/);
    expect(await desk.findBooking(ann)).toMatchObject({ status: 'cancelled', session: { exact: null } });
    expect(await desk.book(makeBooking('Ann'))).toMatchObject({ kind: 'booked', known: false });
  });

  test('late is marked as late; once the session has begun it is over', async () => {
    const [ann, bea] = [await bookAs('Ann'), await bookAs('Bea')];
    moveTo('2027-01-10T00:00:00Z');
    expect(await desk.cancel(ann)).toEqual({ kind: 'done', late: true });
    moveTo('2027-01-12T09:30:00Z');
    expect(await desk.findBooking(bea)).toMatchObject({ status: 'over' });
    expect(await desk.cancel(bea)).toEqual({ kind: 'over' });
    expect(await desk.swap(bea, { name: 'Dot', email: 'dot@council.example' })).toEqual({ kind: 'over' });
    expect(await desk.changeNeeds(bea, { access: 'Loop', diet: '' })).toEqual({ kind: 'over' });
  });

  test('offers it to who waits longest, with a deadline, and to nobody else', async () => {
    const [ann, , cem, dot] = [await bookAs('Ann'), await bookAs('Bea'), await bookAs('Cem'), await bookAs('Dot')];
    await desk.cancel(ann);
    const [, offer, ...more] = await desk.letters();
    expect(more).toEqual([]);
    expect(offer).toMatchObject({ to: 'cem@council.example' });
    expect(offer?.text).toContain('Kept for you until: Tuesday 24 November at 9:00');
    expect(offer?.calendar).toBeUndefined();
    expect(await desk.findBooking(cem)).toMatchObject({ status: 'offered', session: { exact: null } });
    // It is kept: somebody who comes now waits like everybody.
    expect(await left()).toMatchObject({ left: 0 });
    expect(await desk.book(makeBooking('Eve'))).toMatchObject({ kind: 'waiting' });
    expect(await desk.acceptOffer(dot)).toEqual({ kind: 'over' });
    expect(await desk.acceptOffer(cem)).toEqual({ kind: 'done' });
    expect(await desk.acceptOffer(cem)).toEqual({ kind: 'done' });
    const confirmed = (await desk.letters()).filter(({ text }) => text.includes('You have a place'));
    expect(confirmed.map(({ to, calendar }) => [to, calendar?.method])).toEqual([['cem@council.example', 'PUBLISH']]);
    expect(await desk.findBooking(cem)).toMatchObject({ status: 'booked', session: { exact: 'Room 3, Hidden House' } });
  });

  test('an offer that is declined or runs out goes to the next', async () => {
    const [ann, , cem, dot, eve] = [
      await bookAs('Ann'),
      await bookAs('Bea'),
      await bookAs('Cem'),
      await bookAs('Dot'),
      await bookAs('Eve'),
    ];
    await desk.cancel(ann);
    await desk.cancel(cem);
    expect(await desk.findBooking(dot)).toMatchObject({ status: 'offered' });
    desk.clock.advance(hours(48));
    expect(await desk.acceptOffer(dot)).toEqual({ kind: 'over' });
    await desk.round();
    expect(await desk.findBooking(dot)).toMatchObject({ status: 'lapsed' });
    expect(await desk.findBooking(eve)).toMatchObject({ status: 'offered' });
    desk.clock.advance(hours(48));
    await desk.round();
    // Nobody waits any more: the place is there for whoever books.
    expect(await left()).toMatchObject({ left: 1, waiting: 0 });
    expect(await desk.book(makeBooking('Dot'))).toMatchObject({ kind: 'booked' });
  });
});

describe('handing a place to a colleague', () => {
  test('gives them a link of their own, and the old one is dead', async () => {
    const ann = await bookAs('Ann');
    expect(await desk.swap(ann, { name: 'Zoe', email: 'zoe@council.example' })).toEqual({ kind: 'done' });
    const [old, own] = await desk.letters();
    expect([old?.to, old?.calendar?.method]).toEqual(['ann@council.example', 'CANCEL']);
    expect([own?.to, own?.calendar?.method]).toEqual(['zoe@council.example', 'PUBLISH']);
    const zoe = tokenIn(own);
    expect(zoe).not.toBe(ann);
    expect(`${old?.text}${old?.html}`).not.toMatch(/zoe/i);
    expect(`${own?.text}${own?.html}`).not.toMatch(/Ann\b/);
    expect(await desk.findBooking(ann)).toBeNull();
    expect(await desk.cancel(ann)).toEqual({ kind: 'unknown' });
    expect(await desk.findBooking(zoe)).toMatchObject({ status: 'booked', name: 'Zoe' });
    expect(await left()).toMatchObject({ left: 1 });
    // Two events in two calendars: one taken out, one put in.
    const uid = (letter: typeof old) => /UID:(.*)\r/.exec(letter?.calendar?.content ?? '')?.[1];
    expect(uid(old)).not.toBe(uid(own));
  });

  test('is refused where the colleague has booked, or where it is nobody’s address', async () => {
    const [ann] = [await bookAs('Ann'), await bookAs('Bea')];
    expect(await desk.swap(ann, { name: 'Bea', email: 'BEA@council.example' })).toEqual({ kind: 'taken' });
    expect(await desk.swap(ann, { name: ' ', email: 'zoe@council.example' })).toEqual({
      kind: 'invalid',
      field: 'name',
    });
    expect(await desk.swap(ann, { name: 'Zoe', email: 'zoe@council.example, x@evil.example' })).toEqual({
      kind: 'invalid',
      field: 'email',
    });
    expect(await desk.findBooking(ann)).toMatchObject({ name: 'Ann' });
  });
});

test('needs that change go to the organiser, whole, and nowhere else', async () => {
  const ann = await bookAs('Ann');
  expect(await desk.changeNeeds(ann, { access: 'A hearing loop', diet: 'No nuts' })).toEqual({ kind: 'done' });
  const { name, email } = makeAttendee('Ann');
  expect(desk.told).toMatchObject([{ session: 'k4m9x2pq', name, email, access: 'A hearing loop', diet: 'No nuts' }]);
  expect(await desk.letters()).toEqual([]);
  const sealed = await store.db.selectFrom('deliveries').select('id').where('recipient', '=', 'training').execute();
  expect(sealed).toHaveLength(2);
  expect(JSON.stringify(await store.db.selectFrom('bookings').selectAll().execute())).not.toMatch(/nuts|loop/i);
});
