import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { openSqlite } from '#database/open.ts';

/** How often a second one loop with nothing beside it does `work`. */
export async function countPerSecond(seconds: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    await work();
    done += 1;
  }
  return done / ((performance.now() - start) / 1000);
}

/** Commits a second of one such body with full sync, in a store of its own below `folder`: what the disk allows. */
export async function countCommits(folder: string, body: string, seconds: number): Promise<number> {
  const own = mkdtempSync(path.join(folder, 'commits-'));
  const db = await openSqlite(path.join(own, 'commits.sqlite'), []);
  await sql`create table bodies (id integer primary key, body text)`.execute(db);
  const rate = await countPerSecond(seconds, () => sql`insert into bodies (body) values (${body})`.execute(db));
  await db.destroy();
  rmSync(own, { recursive: true });
  return rate;
}
