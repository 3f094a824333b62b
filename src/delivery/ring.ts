import type { KeyRing } from '#keyring';

const context = 'message';

/**
 * A message for a contact to whom nothing is sealed: by the server's own ring, so that nothing in clear touches the disk
 * before it is sent. Any bytes: they go through as a text of one byte a sign, half as large as what Urdu words would make
 * of 14 MB.
 */
export const sealByRing = (ring: KeyRing, bytes: Uint8Array): string =>
  ring.seal(context, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));

/** The bytes of the message, one a sign, or null where no key of the ring opens it. */
export const openByRing = (ring: KeyRing, body: string): string | null => ring.open(context, body);
