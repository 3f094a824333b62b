import type { KeyRing } from '#keyring';

const context = 'message';

/**
 * A message for a contact to whom nothing is sealed: by the server's own ring, so that nothing in clear touches the disk
 * before it is sent. The bytes have to be UTF-8, as every message is.
 */
export const sealByRing = (ring: KeyRing, bytes: Uint8Array): string => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return ring.seal(context, text);
};

/** The message, or null where no key of the ring opens it. */
export const openByRing = (ring: KeyRing, body: string): string | null => ring.open(context, body);
