import { checkSealed, checkSealedBytes } from './check.ts';
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
  const armoured = (await encrypt(library, bytes, keys, now)).armor();
  const verdict = await checkSealed(library, armoured, keys, { minBytes: bytes.length, maxBytes: bytes.length });
  if (bytes.length === 0 || verdict !== 'ok') throw new SealFault(verdict === 'ok' ? 'too-small' : verdict);
  return armoured;
}

/** The same without armour, for messages with papers: armour and its check cost ten times the memory of the message. */
export async function sealBytes(
  library: SealingLibrary,
  bytes: Uint8Array,
  keys: ContactKeys,
  now: Date,
): Promise<Uint8Array> {
  const sealed = (await encrypt(library, bytes, keys, now)).write() as unknown as Uint8Array;
  const verdict = await checkSealedBytes(library, sealed, keys, { minBytes: bytes.length, maxBytes: bytes.length });
  if (bytes.length === 0 || verdict !== 'ok') throw new SealFault(verdict === 'ok' ? 'too-small' : verdict);
  return sealed;
}

async function encrypt(library: SealingLibrary, bytes: Uint8Array, keys: ContactKeys, now: Date) {
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
  return sealed;
}
