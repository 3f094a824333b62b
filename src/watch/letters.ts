import type { Selectable } from 'kysely';
import type { WrittenTable } from './tables.ts';
import type { Watch, Work } from './watch.ts';

/** The last letter of a kind, its numbers as numbers. */
export type Written = Selectable<WrittenTable>;

/** The last letter of this name, or null where none was ever waited for. Throws `DatabaseFault`. */
export async function readWritten(db: Watch['db'] | Work, name: string): Promise<Written | null> {
  const row = await db.selectFrom('watch_letters').selectAll().where('name', '=', name).executeTakeFirst();
  if (!row) return null;
  return { ...row, at: Number(row.at), number: Number(row.number), delivered_at: Number(row.delivered_at) };
}

/** Begins to wait for letters of this name, from now on; changes nothing where they are waited for already. */
export async function beginLetters(db: Watch['db'], name: string, at: number, number: number): Promise<void> {
  await db
    .insertInto('watch_letters')
    .values({ name, letter: '', at, number, delivered_at: at })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** Writes down the next letter of a name. False where another process has written one since `last` was read. */
export async function followLetter(work: Work, last: Written, next: Omit<Written, 'name'>): Promise<boolean> {
  const written = await work
    .updateTable('watch_letters')
    .set(next)
    .where('name', '=', last.name)
    .where('at', '=', last.at)
    .where('letter', '=', last.letter)
    .returning('name')
    .executeTakeFirst();
  return written !== undefined;
}

/** Where a letter is: `gone`: nobody took it for so long that it was given up. */
export type LetterState = { kind: 'delivered'; at: number } | { kind: 'waiting' | 'gone' };

/** Where the letter of this id is. Throws `DatabaseFault`. */
export async function findLetter(db: Watch['db'], id: string): Promise<LetterState> {
  const row = await db
    .selectFrom('deliveries')
    .select(['delivered_at', 'erased_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.delivered_at) return { kind: 'delivered', at: Number(row.delivered_at) };
  return { kind: row && row.erased_at === null ? 'waiting' : 'gone' };
}
