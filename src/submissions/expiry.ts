import { type Contact, keysOf } from './contact.ts';

/** Days before a key's end at which somebody is told, the last when it has expired. */
export const warningDays = [60, 30, 14, 7, 1, 0] as const;

/** A key that ends soon or has ended: `days` whole days are left, below zero once it has; `stage` is the warning it is at. */
export type ExpiryWarning = {
  contact: Contact['id'];
  fingerprint: string;
  expires: Date;
  days: number;
  stage: (typeof warningDays)[number];
};

/**
 * The warnings that are due: at most one for each key, the nearest. Told once for each stage, they come at 60, 30, 14, 7
 * and 1 days and at the end. After the end sealing goes on, because an expired key must not stop anybody asking for help.
 */
export function expiryWarnings(contacts: readonly Contact[], now: Date): ExpiryWarning[] {
  return contacts.flatMap((contact) =>
    keysOf(contact).flatMap(({ fingerprint, expires }) => {
      if (!expires) return [];
      const days = Math.floor((expires.getTime() - now.getTime()) / 86_400_000);
      const stage = warningDays.findLast((limit) => days <= limit);
      return stage === undefined ? [] : [{ contact: contact.id, fingerprint, expires, days, stage }];
    }),
  );
}
