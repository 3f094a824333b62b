import type { SealedFault } from './fault.ts';
import type { ContactKeys } from './key.ts';
import type { SealingLibrary } from './library.ts';
import { headerLength, type Packet, splitPackets } from './packets.ts';

/** How many bytes may be inside, as they were before sealing. At least one padding block (`minBytes`, by default 4096). */
export type SealedLimits = { maxBytes: number; minBytes?: number };

const paddingBlock = 4096;
/** One recipient adds at most an RSA-8192 packet; base64 with its line ends (CRLF too) takes under 1.4 characters a byte. */
const charactersPerKey = 1500;

/**
 * Whether an armoured text is a message sealed to the contact's keys as `seal` writes it: one armour without headers
 * and with nothing around it, one PKESK version 3 packet to each of the keys and to nobody else, then one SEIPD
 * version 1 packet of a length that is allowed, then nothing. Line ends may be CRLF, which multipart forms make of LF.
 *
 * What is inside cannot be known without the private key: it is validated again by whoever opens it.
 */
export async function checkSealed(
  library: SealingLibrary,
  armoured: string,
  keys: ContactKeys,
  limits: SealedLimits,
): Promise<'ok' | SealedFault> {
  if (armoured.length > (limits.maxBytes + 200) * 1.4 + charactersPerKey * keys.length) return 'too-large';
  const text = armoured.replaceAll('\r\n', '\n');
  const bytes = await library.unarmor(text).then(
    ({ data }) => (data instanceof Uint8Array ? data : null),
    () => null,
  );
  if (!bytes) return 'unreadable';
  const fault = await checkSealedBytes(library, bytes, keys, limits);
  if (fault !== 'ok') return fault;
  // OpenPGP.js forgives headers, words around the armour and a wrong checksum; only an exact copy has none of them.
  return library.armor(library.enums.armor.message, bytes, 0, 0, '', true) === text ? 'ok' : 'unreadable';
}

/** The same for the bytes of a message before they are armoured. */
export async function checkSealedBytes(
  library: SealingLibrary,
  bytes: Uint8Array,
  keys: ContactKeys,
  limits: SealedLimits,
): Promise<'ok' | SealedFault> {
  const packets = splitPackets(bytes);
  if (!packets) return 'unreadable';
  const fault = checkPackets(library, packets, keys, limits);
  if (fault) return fault;
  const parsed = await library.readMessage({ binaryMessage: bytes }).catch(() => null);
  return parsed ? 'ok' : 'unreadable';
}

function checkPackets(
  { enums }: SealingLibrary,
  packets: Packet[],
  keys: ContactKeys,
  limits: SealedLimits,
): SealedFault | null {
  const tags = packets.map(({ tag }) => tag);
  if (tags.includes(enums.packet.symEncryptedSessionKey)) return 'password';
  if (!tags.some((tag) => encrypting(enums).includes(tag))) return 'not-sealed';
  const sealed = packets.at(-1);
  const recipients = packets.slice(0, -1);
  const addressed = recipients.every(({ tag }) => tag === enums.packet.publicKeyEncryptedSessionKey);
  if (sealed?.tag !== enums.packet.symEncryptedIntegrityProtectedData || !addressed) return 'packets';
  if (sealed.body[0] !== 1 || recipients.some(({ body }) => body[0] !== 3)) return 'packets';
  const wanted = keys.map(({ keyId, algorithm }) => `${keyId} ${algorithm}`).sort();
  if (recipients.map(describeRecipient).sort().join() !== wanted.join()) return 'wrong-keys';
  const length = contentLength(sealed.body.length);
  if (length < (limits.minBytes ?? paddingBlock)) return 'too-small';
  return length > limits.maxBytes ? 'too-large' : null;
}

function encrypting({ packet }: SealingLibrary['enums']): number[] {
  return [
    packet.publicKeyEncryptedSessionKey,
    packet.symEncryptedIntegrityProtectedData,
    packet.symmetricallyEncryptedData,
    packet.aeadEncryptedData,
  ];
}

/** RFC 9580 section 5.1.1: the version, 8 bytes of key id, the algorithm's number. */
function describeRecipient({ body }: Packet): string {
  const id = [...body.subarray(1, 9)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${id} ${body[9]}`;
}

/**
 * How many bytes were sealed in a SEIPD version 1 packet: less its version (1), random prefix (18) and modification
 * check (22) it holds one literal packet, whose body has a format, an empty file name and a date (6) before them.
 */
function contentLength(body: number): number {
  const literal = body - 1 - 18 - 22;
  const header = [2, 3, 6].find((octets) => headerLength(literal - octets) === octets) ?? 6;
  return literal - header - 6;
}
