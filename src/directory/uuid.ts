import { createHash } from 'node:crypto';

/** The name space of the directory: made once, at random. Changing it would change every id that others have stored. */
const nameSpace = 'f2b0c1de-6f0a-4c53-9d3b-5f6f1a7d2e84';

/** No vowels, so that no word appears by chance; nothing that is mistaken for another sign when it is read aloud. */
const signs = 'bcdfghjkmnpqrtvwxz2346789';

/**
 * A UUID version 5 (RFC 9562, 5.5) of a name within the directory's name space: the same name gives the same id in
 * every build.
 * @param name parts joined by a slash, such as `service/kent/one-stop-shops-kent`
 */
export function uuidOf(name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(nameSpace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The eight signs that stand for a service in the address of its page, so that an address read in a history or over a
 * shoulder says nothing. Stable like the id; about 37 bits, and whoever builds pages checks that no two are the same.
 */
export function codeOf(name: string): string {
  const hash = createHash('sha256').update(`${nameSpace}/${name}`).digest();
  return Array.from(hash.subarray(0, 8), (byte) => signs[byte % signs.length]).join('');
}
