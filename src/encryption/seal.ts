import { checkSealed } from './check.ts';
import { SealFault } from './fault.ts';
import { type ContactKeys, sealingDate } from './key.ts';
import type { SealingLibrary } from './library.ts';

/**
 * Encrypts bytes to every one of the contact's keys and answers the armoured message: PKESK version 3, SEIPD version 1,
 * AES-256, no compression, unsigned; what GnuPG 2.2, RNP and Sequoia open byte for byte. The bytes are never treated
 * as text, which would change line ends, a byte order mark and lone surrogates.
 *
 * Checks its own output before answering, so that an empty, plain or misaddressed message cannot leave: throws
 * `SealFault` then.
 */
export async function seal(library: SealingLibrary, bytes: Uint8Array, keys: ContactKeys, now: Date): Promise<string> {
  // Made here rather than from the keys' preferences, which could ask for AES-128 or for SEIPD version 2.
  const sessionKey = { data: crypto.getRandomValues(new Uint8Array(32)), algorithm: 'aes256' as const };
  // The date inside says "no specific time" (RFC 9580 section 5.9): the clock of the person's device is nobody's business.
  const message = await library.createMessage({ binary: bytes, date: new Date(0) });
  const sealed = await library.encrypt({ message, sessionKey, format: 'object' });
  // One key at a time: an expired key and the one that replaced it have no date in common.
  for (const contactKey of [...keys].reverse()) {
    const addressed = await library.encryptSessionKey({
      ...sessionKey,
      encryptionKeys: contactKey.key,
      encryptionKeyIDs: contactKey.key.getKeyIDs().filter((id) => id.toHex() === contactKey.keyId),
      date: sealingDate(contactKey, now),
      format: 'object',
    });
    sealed.packets.unshift(...addressed.packets);
  }
  const armoured = sealed.armor();
  const verdict = await checkSealed(library, armoured, keys, { minBytes: bytes.length, maxBytes: bytes.length });
  if (bytes.length === 0 || verdict !== 'ok') throw new SealFault(verdict === 'ok' ? 'too-small' : verdict);
  return armoured;
}
