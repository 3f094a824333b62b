/** One OpenPGP packet: its type number and its body. */
export type Packet = { tag: number; body: Uint8Array };

/**
 * Splits bytes into the packets they are made of (RFC 9580 section 4.2.1), every byte accounted for. Null unless each
 * has a new-format header with a definite length in its shortest form, which is how OpenPGP.js writes a message; its
 * own reader is more forgiving, and reads nothing after encrypted data.
 */
export function splitPackets(bytes: Uint8Array): Packet[] | null {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    const type = bytes[at] ?? 0;
    const length = readLength(bytes, at + 1);
    if (type < 0xc0 || !length) return null;
    const start = at + 1 + length.octets;
    at = start + length.value;
    if (at > bytes.length) return null;
    packets.push({ tag: type & 0x3f, body: bytes.subarray(start, at) });
  }
  return packets;
}

/** How many header bytes a packet with a body of so many bytes has. */
export function headerLength(body: number): number {
  return body < 192 ? 2 : body < 8384 ? 3 : 6;
}

function readLength(bytes: Uint8Array, at: number): { value: number; octets: number } | null {
  const [first = 224, second = 0, third = 0, fourth = 0, fifth = 0] = bytes.subarray(at, at + 5);
  if (first < 192) return { value: first, octets: 1 };
  if (first < 224) return { value: ((first - 192) << 8) + second + 192, octets: 2 };
  const value = second * 0x1000000 + ((third << 16) | (fourth << 8) | fifth);
  return first === 255 && value >= 8384 ? { value, octets: 5 } : null;
}
