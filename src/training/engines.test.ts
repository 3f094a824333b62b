import { describe, expect, test } from 'vitest';
import { listAttendees, markAttendance, readCounts } from './organiser.ts';
import { makeCourse, makeSession } from './testing/courses.ts';
import { stores } from './testing/databases.ts';
import { makeBooking, openDesk, tokenIn } from './testing/desk.ts';
import { openEngine } from './training.ts';

describe.each(stores)('on $name', ({ open, skip }) => {
  test.skipIf(skip)(
    'a session goes its whole way: offers, a change of hands, a move, reminders, the end',
    async () => {
      const store = await open();
      const desk = await openDesk(store);
      const moveTo = (moment: string) => desk.clock.advance(Date.parse(moment) - desk.clock().getTime());
      const kinds = async () => (await desk.letters()).map(({ id, to }) => `${id.split(':')[3]} ${to.split('@')[0]}`);
      for (const name of ['Ann', 'Bea', 'Cem', 'Dot']) await desk.book(makeBooking(name));
      const [ann = '', bea = '', cem = '', dot = ''] = (await desk.letters()).map(tokenIn);

      await desk.cancel(ann);
      expect(await kinds()).toEqual(['cancelled ann', 'offered cem']);
      desk.clock.advance(48 * 3_600_000);
      await desk.round();
      expect(await desk.findBooking(cem)).toMatchObject({ status: 'lapsed' });
      expect(await desk.acceptOffer(dot)).toEqual({ kind: 'done' });
      expect(await desk.swap(bea, { name: 'Eve', email: 'eve@council.example' })).toEqual({ kind: 'done' });
      expect(await desk.findBooking(bea)).toBeNull();
      expect(await kinds()).toEqual(['offered dot', 'confirmed dot', 'handed bea', 'swapped eve']);

      const moved = await desk.again([makeCourse({ sessions: [makeSession({ exact: 'Room 4' })] })]);
      await moved.round();
      expect(await kinds()).toEqual(['moved eve', 'moved dot']);
      moveTo('2026-12-29T08:00:00Z');
      await moved.round();
      await moved.round();
      expect(await kinds()).toEqual(['reminder eve', 'reminder dot']);

      moveTo('2027-01-12T14:00:00Z');
      const engine = await openEngine(moved.parts);
      const held = engine.sessions.get('k4m9x2pq');
      if (!held) throw new Error('the session is missing');
      expect((await listAttendees(engine, held)).map(({ status }) => status)).toEqual([
        'cancelled',
        'booked',
        'lapsed',
        'booked',
      ]);
      await markAttendance(engine, held, ['Eve'], 'attended');
      const sums = async () => {
        const counts = await readCounts(engine);
        return (['booked', 'attended', 'absent', 'unmet'] as const).map((of) =>
          counts.reduce((sum, one) => sum + Number(one[of]), 0),
        );
      };
      expect(await sums()).toEqual([2, 1, 0, 1]);
      moveTo('2027-05-01T00:00:00Z');
      await moved.round();
      await moved.round();
      expect(await sums()).toEqual([2, 1, 0, 1]);
      expect(
        await store.db.selectFrom('bookings').select('details').where('details', 'is not', null).execute(),
      ).toEqual([]);
      await store.close();
    },
    60_000,
  );
});
