import type { Referral } from '#message/referral.ts';

/**
 * The JSON of a message for other systems, the same values exactly, with what could drive a terminal or turn the reading
 * order written as escapes. `space`: how far levels are set in; 0: all on one line.
 */
export function writeJson(referral: Referral, space = 0): string {
  return JSON.stringify(referral, null, space).replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
