/**
 * Whether `text` is one OpenPGP message in ASCII armour (RFC 9580 section 6.2) and nothing else. It says nothing about
 * who can open it: it keeps text in clear from ever reaching the disk through a mistake of a caller.
 */
export function isArmoured(text: string): boolean {
  // Line by line, and none of them kept: one expression overflows the stack at about 5 MB, and papers make a quarter of a
  // million lines.
  const end = text.trimEnd().length;
  let part: 'first' | 'headers' | 'body' = 'first';
  let count = 0;
  for (let at = 0; at < end; ) {
    const feed = text.indexOf('\n', at);
    const stop = feed < 0 || feed > end ? end : feed;
    const line = text.slice(at, stop > at && text[stop - 1] === '\r' ? stop - 1 : stop);
    at = stop + 1;
    if (part === 'first') {
      if (line !== '-----BEGIN PGP MESSAGE-----') return false;
      part = 'headers';
    } else if (part === 'headers') {
      if (line === '') part = 'body';
      else if (!/^(Version|Comment|MessageID|Hash|Charset): [ -~]*$/.test(line)) return false;
    } else if (at > end) return count > 0 && line === '-----END PGP MESSAGE-----';
    else if (!/^[A-Za-z0-9+/=]{1,76}$/.test(line)) return false;
    else count += 1;
  }
  return false;
}
