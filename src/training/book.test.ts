import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Store, stores } from './testing/databases.ts';
import { makeAttendee, makeBooking, openDesk, type TestDesk, tokenIn } from './testing/desk.ts';

describe.each(stores)('booking on $name', ({ open, skip }) => {
  if (skip) return test.skip('is not tested here', () => {});

  let store: Store;
  let desk: TestDesk;
  beforeEach(async () => {
    store = await open();
    desk = await openDesk(store);
  }, 60_000);
  afterEach(() => store.close());

  const delivered = () => store.db.selectFrom('deliveries').select(['kind', 'recipient']).orderBy('kind').execute();

  test('takes a place, tells the organiser and writes to the person, in one', async () => {
    const booking = makeBooking('Ann');
    const booked = await desk.book(booking);
    expect(booked).toEqual({ kind: 'booked', reference: booking.delivery.reference, known: false });
    expect(await delivered()).toEqual([
      { kind: 'letter', recipient: 'letter' },
      { kind: 'sealed-openpgp', recipient: 'training' },
    ]);
    const [letter] = await desk.letters();
    expect(letter).toMatchObject({ to: 'ann@council.example', subject: `Your booking ${booking.delivery.reference}` });
    expect(letter?.calendar?.method).toBe('PUBLISH');
    const [course] = await desk.courses();
    expect(course?.sessions).toMatchObject([{ left: 1, waiting: 0 }]);
  });

  test('of the same form or the same person is the same booking: one place, one mail', async () => {
    const booking = makeBooking('Ann');
    await desk.book(booking);
    const { reference } = booking.delivery;
    const known = { kind: 'booked', reference, known: true };
    expect(await desk.book(booking)).toEqual(known);
    const again = makeBooking('x', { attendee: makeAttendee('Ann', { email: ' ANN@Council.example ' }) });
    expect(await desk.book(again)).toEqual(known);
    expect(await delivered()).toHaveLength(2);
    expect((await desk.courses())[0]?.sessions).toMatchObject([{ left: 1 }]);
  });

  test('of two pressed at once is one', async () => {
    const booking = makeBooking('Ann');
    const both = await Promise.all([desk.book(booking), desk.book(booking)]);
    expect(both.map((one) => 'known' in one && one.known).sort()).toEqual([false, true]);
    expect((await desk.courses())[0]?.sessions).toMatchObject([{ left: 1 }]);
  });

  test('of a full session goes onto the waiting list, in the order of coming', async () => {
    await desk.book(makeBooking('Ann'));
    await desk.book(makeBooking('Bea'));
    expect(await desk.book(makeBooking('Cem'))).toMatchObject({ kind: 'waiting' });
    expect(await desk.book(makeBooking('Dot'))).toMatchObject({ kind: 'waiting' });
    const letters = await desk.letters();
    const [, , cem, dot] = letters;
    expect(cem?.text).toContain('waiting list');
    expect(cem?.calendar).toBeUndefined();
    expect(cem?.text).not.toContain('Hidden House');
    expect(await desk.findBooking(tokenIn(cem))).toMatchObject({ status: 'waiting', before: 0 });
    expect(await desk.findBooking(tokenIn(dot))).toMatchObject({ status: 'waiting', before: 1 });
    expect((await desk.courses())[0]?.sessions).toMatchObject([{ left: 0, waiting: 2 }]);
  });

  test('is not possible after the last day, nor of what nobody holds', async () => {
    expect(await desk.book(makeBooking('Ann', { session: 'zzzz9999' }))).toEqual({ kind: 'closed' });
    desk.clock.advance(Date.parse('2027-01-11T00:00:30Z') - desk.clock().getTime());
    expect(desk.choices()).toEqual([]);
    expect(await desk.book(makeBooking('Ann'))).toEqual({ kind: 'closed' });
    expect(await delivered()).toEqual([]);
  });

  test('keeps nothing on the disk that names anybody', async () => {
    await desk.book(makeBooking('Annabelle'));
    const rows = await Promise.all([
      store.db.selectFrom('bookings').selectAll().execute(),
      store.db.selectFrom('deliveries').selectAll().execute(),
      store.db.selectFrom('training_letters').selectAll().execute(),
      store.db.selectFrom('training_secrets').selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/annabelle|council|frontline/i);
    const [letter] = await desk.letters();
    expect(JSON.stringify(rows)).not.toContain(tokenIn(letter));
  });

  test('writes no more than twelve letters an hour to one address', async () => {
    for (let time = 0; time < 6; time += 1) {
      await desk.book(makeBooking('Ann'));
      expect(await desk.cancel(tokenIn((await desk.letters()).at(-1)))).toEqual({ kind: 'done', late: false });
    }
    expect(await desk.book(makeBooking('Ann'))).toEqual({ kind: 'limit' });
    expect(await desk.book(makeBooking('Bea'))).toMatchObject({ kind: 'booked' });
    desk.clock.advance(3_600_001);
    expect(await desk.book(makeBooking('Ann'))).toMatchObject({ kind: 'booked' });
  });
});
