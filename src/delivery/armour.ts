const begin =
  /^-----BEGIN PGP MESSAGE-----\r?\n(?:(?:Version|Comment|MessageID|Hash|Charset): [ -~]*\r?\n)+\r?\n|^-----BEGIN PGP MESSAGE-----\r?\n\r?\n/;
const end = /(?:^|\r?\n)-----END PGP MESSAGE-----\s*$/;

/** Longest line of base64 that mail allows (RFC 2045 6.8). */
const lineSigns = 76;

/** Signs of base64, by code. */
const base64 = new Set(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='].map((sign) => sign.charCodeAt(0)),
);
const isBase64 = Uint8Array.from({ length: 128 }, (_, code) => (base64.has(code) ? 1 : 0));

/**
 * Whether `text` is one OpenPGP message in ASCII armour (RFC 9580 section 6.2) and nothing else. It says nothing about
 * who can open it: it keeps text in clear from ever reaching the disk through a mistake of a caller.
 */
export function isArmoured(text: string): boolean {
  const head = begin.exec(text.slice(0, 4096))?.[0].length ?? 0;
  const tail = end.exec(text.slice(-200));
  if (head === 0 || !tail) return false;
  return areBase64Lines(text, head, text.length - tail[0].length);
}

/**
 * Whether a stretch of a text is lines of base64 as mail allows them, and at least a sign of it. Sign by sign: one
 * expression for the whole overflows the stack at about 5 MB, and lines of a message with papers are a quarter of a
 * million texts.
 */
export function areBase64Lines(text: string, start: number, stop: number): boolean {
  let signs = 0;
  for (let at = start; at < stop; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a && signs > 0) signs = 0;
    else if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) continue;
    else if (isBase64[code] !== 1 || signs === lineSigns) return false;
    else signs += 1;
  }
  return signs > 0;
}
