/**
 * Shows what could deceive the eye: controls and the bidirectional and invisible format characters of UAX #9 and
 * UAX #31 become `[U+202E]`. Line ends and tabs stay, and so do the joiners that Urdu, Persian and emoji need.
 */
export function showHidden(text: string): string {
  return text.replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `[U+${code}]`;
  });
}
