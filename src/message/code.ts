import { writeSigns } from './reference.ts';

const groups = '[2-9A-HJKMNP-TV-Z]{4}';

/**
 * The code that stands in a sealed message and nowhere else, `XXXX-XXXX-XXXX`: who types it back has opened the message, or
 * wrote it, since whoever seals it has its id.
 * Derived from the id, so that browser and server write the same and nothing more has to travel. Thirty signs to the
 * power of twelve are 59 bits; another word goes into the hash than into the reference's, which says nothing of it.
 */
export async function codeOf(id: string): Promise<string> {
  return (await writeSigns(`received:${id}`, 12)).replace(/(.{4})(?=.)/g, '$1-');
}

/** What is typed back, in one piece: the reference, which finds the message, and the code, which proves that it was opened. */
export const receivedCode = (reference: string, code: string) => `${reference}-${code}`;

/**
 * The parts of what somebody typed or pasted, or null where it cannot be a code. Small letters, other dashes, missing ones
 * and the words before it on its line are forgiven.
 */
export function readReceivedCode(typed: string): { reference: string; code: string } | null {
  if (typed.length > 400) return null;
  const signs = (typed.split(':').at(-1) ?? '').toUpperCase().replace(/[\s\p{Pd}\u2212.]/gu, '');
  const [a, b, c, d, e] = signs.match(/.{1,4}/gu) ?? [];
  const code = `${c}-${d}-${e}`;
  const whole = new RegExp(`^${groups}(-${groups}){4}$`);
  return signs.length === 20 && whole.test(`${a}-${b}-${code}`) ? { reference: `${a}-${b}`, code } : null;
}
