import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stores } from './testing/databases.ts';

const program = path.join(import.meta.dirname, 'testing/book-seats.ts');

// PGlite is within one process.
const shared = stores.filter(({ name }) => name !== 'PGlite');

describe.each(shared)('two processes on $name', ({ open, skip }) => {
  test.skipIf(skip)(
    '200 bookings at once for 20 places give 20 places and 180 to wait',
    async () => {
      const store = await open();
      const key = Buffer.alloc(32, 7).toString('base64');
      const children = ['a', 'b'].map((name) => {
        const child = spawn(process.execPath, [program, store.where, name, '100', key], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        let printed = '';
        child.stdout.on('data', (chunk) => {
          printed += chunk;
        });
        return { child, printed: () => printed, ready: once(child.stdout, 'data') };
      });
      await Promise.all(children.map(({ ready }) => ready));
      for (const { child } of children) child.stdin.write('go\n');
      await Promise.all(children.map(({ child }) => once(child, 'close')));

      const kinds = children.flatMap(({ printed }) => printed().trim().split('\n').slice(1));
      expect(kinds.filter((kind) => kind === 'booked')).toHaveLength(20);
      expect(kinds.filter((kind) => kind === 'waiting')).toHaveLength(180);
      const seats = await store.db.selectFrom('session_seats').selectAll().executeTakeFirstOrThrow();
      expect(seats).toMatchObject({ seats: 20, taken: 20, bookings: 200 });
      const rows = await store.db.selectFrom('bookings').select(['number', 'seat_at']).orderBy('number').execute();
      // First come, first served: the first twenty numbers have the places, and no number is there twice or missing.
      expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      expect(rows.map(({ seat_at }) => seat_at !== null)).toEqual(
        Array.from({ length: 200 }, (_, index) => index < 20),
      );
      const letters = await store.db.selectFrom('deliveries').select('id').where('kind', '=', 'letter').execute();
      expect(letters).toHaveLength(200);
      await store.close();
    },
    60_000,
  );
});
