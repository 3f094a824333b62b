import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { KeyRing } from '#keyring';
import type { Log } from '#log';
import type { TrainingTables } from './tables.ts';

/**
 * What stands in the database in place of people and links. Made with a random key of its own, kept sealed by the key ring:
 * the ring's keys change, and bookings last for months. Without it a stolen database could be tried with lists of addresses.
 */
export type Secret = {
  /** One person and session: the same for every way of writing the same address. */
  personOf: (session: string, email: string) => string;
  addressOf: (email: string) => string;
  /** The token of a booking's link: 128 bits that nobody without the key can tell from random ones. Written nowhere. */
  tokenOf: (booking: string, generation: number) => string;
};

const context = 'training-secret';
const name = 'bookings';

/** What the database keeps of a token: whoever reads it there cannot open the link. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Whether a text has the form of a token, so that anything else is never looked up. */
export const isToken = (text: string) => /^[\w-]{22}$/.test(text);

/** An address as one writes it, so that two bookings of one person are seen to be that. */
const normaliseEmail = (email: string) => email.trim().normalize('NFC').toLowerCase();

/**
 * Opens the secret, or makes it at the first start; seals it anew where the ring has a newer key. Where no key opens it
 * (the ring was lost), a new one takes its place and a line says so: links in mails already sent still open, since the
 * database knows the hashes of their tokens.
 */
export async function openSecret(db: Kysely<TrainingTables>, ring: KeyRing, log: Log): Promise<Secret> {
  const find = () => db.selectFrom('training_secrets').select('sealed').where('name', '=', name).executeTakeFirst();
  const keep = (sealed: string) =>
    db.updateTable('training_secrets').set({ sealed }).where('name', '=', name).execute();
  const make = () => ring.seal(context, randomBytes(32).toString('base64'));
  await db
    .insertInto('training_secrets')
    .values({ name, sealed: make() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const kept = await find();
  if (!kept) throw new Error('A secret that was just kept cannot be read.');
  const renewed = ring.renew(context, kept.sealed);
  if (renewed === null) log('warning', { code: 'training-secret-lost', setting: 'DRAFT_KEYS' });
  const sealed = renewed ?? make();
  if (sealed !== kept.sealed) await keep(sealed);
  const key = Buffer.from(ring.open(context, sealed) ?? '', 'base64');
  const hash = (use: string, ...parts: string[]) =>
    createHmac('sha256', key)
      .update([use, ...parts].join('\n'))
      .digest();
  return {
    personOf: (session, email) => hash('person', session, normaliseEmail(email)).toString('hex'),
    addressOf: (email) => hash('address', normaliseEmail(email)).toString('hex'),
    tokenOf: (booking, generation) => hash('token', booking, String(generation)).subarray(0, 16).toString('base64url'),
  };
}
