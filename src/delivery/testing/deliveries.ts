import { randomBytes } from 'node:crypto';
import type { NewDelivery } from '../delivery.ts';

/** Armour around random bytes that are no message: enough for all that delivery may look at. `bytes` is about its size. */
export function makeArmour(bytes = 300): string {
  const content = randomBytes(Math.ceil((bytes * 3) / 4)).toString('base64');
  const lines = content.match(/.{1,76}/g) ?? [];
  return ['-----BEGIN PGP MESSAGE-----', '', ...lines, '-----END PGP MESSAGE-----', ''].join('\n');
}

let made = 0;

/** A delivery like those of a form, with its own id and reference. */
export function makeDelivery(given: Partial<NewDelivery> = {}): NewDelivery {
  made += 1;
  return {
    id: crypto.randomUUID(),
    reference: `TEST-${String(made).padStart(4, '0')}`,
    kind: 'sealed-openpgp',
    priority: 0,
    recipient: 'referrals',
    keyIds: ['a1b2c3d4e5f60718'],
    body: makeArmour(),
    ...given,
  };
}

/** A clock that stands still until it is moved. */
export function makeClock(start = '2026-03-01T09:00:00Z') {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    advance(ms: number) {
      now += ms;
    },
  });
}
