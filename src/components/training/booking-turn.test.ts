import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '#training/testing/databases.ts';
import { makeBooking, openDesk, type TestDesk, tokenIn } from '#training/testing/desk.ts';
import { takeBookingTurn } from './booking-turn.ts';

let store: Store;
let desk: TestDesk;
let token: string;
beforeEach(async () => {
  store = await openStore();
  desk = await openDesk(store);
  token = await bookAs('Ann');
});
afterEach(() => store.close());

async function bookAs(name: string): Promise<string> {
  await desk.book(makeBooking(name));
  return tokenIn((await desk.letters()).at(-1));
}
const press = (button: string, fields: Record<string, string> = {}, link = token) =>
  takeBookingTurn(desk, link, new Map(Object.entries({ do: button, ...fields })));
const look = (link = token) => takeBookingTurn(desk, link, null);
const rows = () => store.db.selectFrom('bookings').selectAll().execute();

test('opening the link, or pressing nothing of ours, changes nothing', async () => {
  const before = await rows();
  expect(await look()).toMatchObject({ kind: 'booking', said: null, booking: { status: 'booked', name: 'Ann' } });
  expect(await press('everything')).toMatchObject({ kind: 'booking', said: null });
  expect(await rows()).toEqual(before);
});

test('a link that opens nothing is told so, whatever is pressed', async () => {
  for (const link of ['', 'x', 'A'.repeat(22)]) {
    expect(await look(link)).toEqual({ kind: 'unknown' });
    for (const deed of ['cancel', 'cancel-yes', 'swap-yes', 'accept'])
      expect(await press(deed, { name: 'Bea', email: 'bea@agency.example' }, link)).toEqual({ kind: 'unknown' });
  }
});

describe('giving the place back', () => {
  test('is asked first, and done by the second button alone', async () => {
    const before = await rows();
    expect(await press('cancel')).toMatchObject({ kind: 'sure', what: 'cancel' });
    expect(await rows()).toEqual(before);
    expect(await press('cancel-yes')).toMatchObject({ said: 'cancelled', booking: { status: 'cancelled' } });
  });

  test('says so where it is late, and where the session has begun', async () => {
    const bea = await bookAs('Bea');
    desk.clock.advance(Date.parse('2027-01-11T09:00:00Z') - desk.clock().getTime());
    expect(await press('cancel-yes')).toMatchObject({ said: 'cancelledLate' });
    desk.clock.advance(Date.parse('2027-01-12T10:00:00Z') - desk.clock().getTime());
    expect(await press('cancel', {}, bea)).toMatchObject({ kind: 'booking', said: 'over' });
  });
});

describe('handing it to a colleague', () => {
  const bea = { name: ' Bea ', email: 'bea@agency.example' };

  test('is asked first, and the old link is dead afterwards', async () => {
    expect(await press('swap', bea)).toMatchObject({ kind: 'sure', what: 'swap', colleague: { name: 'Bea' } });
    expect(await look()).toMatchObject({ booking: { name: 'Ann' } });
    expect(await press('swap-yes', bea)).toEqual({ kind: 'handed' });
    expect(await look()).toEqual({ kind: 'unknown' });
    expect(await look(tokenIn((await desk.letters()).at(-1)))).toMatchObject({ booking: { name: 'Bea' } });
  });

  test('needs a name and an address, and keeps what was typed', async () => {
    expect(await press('swap', { name: '', email: 'bea' })).toMatchObject({
      kind: 'booking',
      wrong: ['name', 'email'],
      colleague: { name: '', email: 'bea' },
    });
    expect(await press('swap', { ...bea, name: 'x'.repeat(101) })).toMatchObject({ wrong: ['name'] });
    expect(await press('swap-yes', { ...bea, email: 'bea@x' })).toMatchObject({ wrong: ['email'] });
  });

  test('to somebody who has a booking already says so', async () => {
    await bookAs('Bea');
    const taken = { name: 'Bea', email: makeBooking('Bea').attendee.email };
    expect(await press('swap-yes', taken)).toMatchObject({ kind: 'booking', said: 'swapTaken' });
  });
});

describe('needs', () => {
  test('go to the organiser, and nothing written is told so', async () => {
    const before = desk.told.length;
    expect(await press('needs', { access: ' ', diet: '' })).toMatchObject({ said: 'needsEmpty' });
    expect(desk.told).toHaveLength(before);
    expect(await press('needs', { access: 'step-free', diet: '' })).toMatchObject({ said: 'needsSent' });
    expect(desk.told.at(-1)).toMatchObject({ access: 'step-free' });
  });
});

describe('a place that is offered', () => {
  test('is taken by its button, and not by who only waits', async () => {
    await bookAs('Bea');
    const cem = await bookAs('Cem');
    expect(await press('accept', {}, cem)).toMatchObject({ said: 'over', booking: { status: 'waiting' } });
    expect(await press('swap', { name: 'Dee', email: 'dee@agency.example' }, cem)).toMatchObject({ said: 'over' });
    await press('cancel-yes');
    expect(await look(cem)).toMatchObject({ booking: { status: 'offered' } });
    expect(await press('accept', {}, cem)).toMatchObject({ said: 'accepted', booking: { status: 'booked' } });
  });
});
