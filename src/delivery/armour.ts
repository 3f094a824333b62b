/**
 * Whether `text` is one OpenPGP message in ASCII armour (RFC 9580 section 6.2) and nothing else. It says nothing about
 * who can open it: it keeps text in clear from ever reaching the disk through a mistake of a caller.
 */
export function isArmoured(text: string): boolean {
  // Line by line: one expression for the whole overflows the stack at about 5 MB, which attachments can reach.
  const lines = text.trimEnd().split(/\r?\n/);
  const blank = lines.indexOf('');
  return (
    lines[0] === '-----BEGIN PGP MESSAGE-----' &&
    lines.at(-1) === '-----END PGP MESSAGE-----' &&
    blank > 0 &&
    lines.slice(1, blank).every((line) => /^(Version|Comment|MessageID|Hash|Charset): [ -~]*$/.test(line)) &&
    lines.length > blank + 2 &&
    lines.slice(blank + 1, -1).every((line) => /^[A-Za-z0-9+/=]{1,76}$/.test(line))
  );
}
