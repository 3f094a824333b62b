import * as openpgp from 'openpgp';
import { keyIdsOf, readContactKeys } from '#encryption/key.ts';
import type { ContactId } from '#forms/define.ts';
import type { Contact } from '#submissions/contact.ts';

/**
 * A contact that messages go to, its keys read and checked. Throws `KeyFault` for a key that must not be used; one
 * that has expired since it was accepted still is, because an expired key must not stop anybody asking for help.
 */
export async function readContact(id: ContactId, armoured: string[], subject: string, now: Date): Promise<Contact> {
  const keys = await readContactKeys(openpgp, armoured, now, { allowExpired: true });
  if (keyIdsOf(keys).length === 0) throw new Error(`${id}: no keys`);
  return { id, library: openpgp, keys, armoured, subject };
}
