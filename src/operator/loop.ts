import type { Kysely } from 'kysely';
import type { Config } from '#config';
import { createLoop, type Loop } from '#delivery/loop.ts';
import type { Standing } from '#delivery/standing.ts';
import type { SiteTables } from '#server/schema.ts';
import { OperatorFault, type Shop } from './command.ts';
import { openSite } from './open-site.ts';

/** What a command about messages works with: the site's own database, while the site runs as well. */
export type LoopShop = { loop: Loop; db: Kysely<SiteTables>; config: Config };

/** Opens the site's database for one command and closes it afterwards. Throws what `openSite` throws. */
export async function withLoop<T>({ readConfig, clock }: Shop, work: (shop: LoopShop) => Promise<T>): Promise<T> {
  const config = readConfig();
  const db = await openSite(config);
  try {
    return await work({ loop: createLoop(db, clock), db, config });
  } finally {
    await db.destroy();
  }
}

/** The messages under a reference as it was typed. Throws `OperatorFault` where there are none. */
export async function findMessages(loop: Loop, typed: string): Promise<Standing[]> {
  const messages = await loop.standing(typed.toUpperCase());
  if (messages.length === 0) throw new OperatorFault(`There is no message ${typed}. Nothing was changed.`);
  return messages;
}

/** A message in one line. */
export const nameMessage = ({ number, reference, recipient }: Standing) => `#${number} ${reference} to ${recipient}`;

/** A moment as it is written in mails and logs, to the minute. */
export const writeTime = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
