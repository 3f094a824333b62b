const head = Buffer.from('-----BEGIN PGP MESSAGE-----\n\n');
const tail = Buffer.from('-----END PGP MESSAGE-----\n');

/** Bytes of one line: 60 signs, as OpenPGP.js writes them. */
const lineBytes = 45;

/** CRC-24 (RFC 4880 6.1) of each byte, so that the sum goes a byte at a time. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 16;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
  return crc;
});

function checksum(bytes: Uint8Array): Buffer {
  let crc = 0xb704ce;
  for (const byte of bytes) crc = ((crc << 8) & 0xffffff) ^ (crcTable[(crc >> 16) ^ byte] ?? 0);
  return Buffer.from([crc >> 16, (crc >> 8) & 0xff, crc & 0xff]);
}

/**
 * The bytes of a sealed message in ASCII armour (RFC 4880 6.2), exactly as OpenPGP.js writes it and `checkSealed` wants it.
 * Straight into place: as texts, 14 MB would take two hundred.
 */
export function armourBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = Buffer.from(`=${checksum(bytes).toString('base64')}\n`);
  return writeLines(source, lineBytes, head, Buffer.concat([end, tail]));
}

/** Bytes as lines of base64 with 76 signs, as mail wants it (RFC 2045 section 6.8); lines end in LF. */
export const base64Lines = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  writeLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 57);

function writeLines(source: Buffer, bytesALine: number, before = Buffer.alloc(0), after = Buffer.alloc(0)) {
  const signs = 4 * Math.ceil(source.length / 3) + Math.ceil(source.length / bytesALine);
  const written = Buffer.from(new ArrayBuffer(before.length + signs + after.length));
  let at = before.copy(written);
  for (let from = 0; from < source.length; from += bytesALine) {
    at += written.write(source.toString('base64', from, from + bytesALine), at, 'latin1');
    at = written.writeUInt8(0x0a, at);
  }
  after.copy(written, at);
  return new Uint8Array(written.buffer);
}
