import { createMessage, encrypt, generateKey } from 'openpgp';
import { expect, test } from 'vitest';
import { isArmoured } from './armour.ts';
import { makeArmour } from './testing/deliveries.ts';

test('takes what OpenPGP.js makes, with its headers, with CRLF, and as large as attachments make it', async () => {
  const { publicKey } = await generateKey({ userIDs: [{ email: 'referrals@county.example' }], format: 'object' });
  const message = await createMessage({ binary: crypto.getRandomValues(new Uint8Array(5000)) });
  const config = { showVersion: true, showComment: true };
  const plain = await encrypt({ message, encryptionKeys: publicKey });
  expect(isArmoured(plain)).toBe(true);
  expect(isArmoured(plain.replace(/\r?\n/g, '\r\n'))).toBe(true);
  expect(isArmoured(await encrypt({ message, encryptionKeys: publicKey, config }))).toBe(true);
  const line = `${'A'.repeat(76)}\n`;
  expect(isArmoured(`-----BEGIN PGP MESSAGE-----\n\n${line.repeat(300_000)}-----END PGP MESSAGE-----\n`)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['text in clear', 'please ring me after six'],
  ['text before', `ring me\n${makeArmour()}`],
  ['text after', `${makeArmour()}\nring me`],
  ['text inside', makeArmour().replace('\n\n', '\n\nring me after six\n')],
  ['a sentence as a header', makeArmour().replace('\n\n', '\nNote: ring me\n\n')],
  ['no content', '-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----'],
  ['no blank line', makeArmour().replace('\n\n', '\n')],
  ['a private key', makeArmour().replaceAll('MESSAGE', 'PRIVATE KEY BLOCK')],
  ['half of it', makeArmour().slice(0, 200)],
])('refuses %s', (_what, text) => {
  expect(isArmoured(text)).toBe(false);
});
