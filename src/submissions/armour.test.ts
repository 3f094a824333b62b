import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import { expect, test } from 'vitest';
import { armourBytes } from './armour.ts';

test.each([1, 2, 3, 44, 45, 46, 90, 91, 1000, 100_000])('%i bytes are armoured as OpenPGP.js does it', (size) => {
  const bytes = new Uint8Array(randomBytes(size + 3)).subarray(3);
  const wanted = openpgp.armor(openpgp.enums.armor.message, bytes.slice(), 0, 0, '', true);
  expect(Buffer.from(armourBytes(bytes)).toString('latin1')).toBe(wanted);
});
