/** As the site writes it below all that a person wrote, whose own words are always set in. */
const line = /^Received code: ((?:[2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4})$/gm;

/**
 * The code at the end of a message with which its reader tells the site that it was opened, `XXXX-XXXX-XXXX-XXXX-XXXX`, the
 * first eight signs its reference; null for a message of a contact that uses none.
 */
export function findCode(text: string): string | null {
  return [...text.matchAll(line)].at(-1)?.[1] ?? null;
}
