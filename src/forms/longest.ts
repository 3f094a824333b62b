import type { Answers, Form } from './define.ts';
import { fieldsOf } from './define.ts';

/** Answers as somebody could give them, and the language of the pages they used. All of them can be sent. */
export type Example = { language: 'en' | 'pl' | 'ur'; answers: Answers };

/** A text of `length` in a sign of four bytes in UTF-8 and two units in JavaScript. */
const long = (length: number) => '𐐷'.repeat(length);

/** 254 characters, which is all that mail allows; the names between its dots have 63 at most. */
const longEmail = `${'m'.repeat(64)}@${[63, 63, 57].map((length) => 'd'.repeat(length)).join('.')}.org`;

/**
 * Every field of a form at its limit, in signs of four bytes wherever the field takes them: as big as anything that can
 * be sent. Every box is ticked.
 * @param own the choices that lead through the most steps
 */
export function longest(form: Form, own: Answers): Answers {
  const answers = fieldsOf(form).map(({ name, control, max, options, list }) => {
    const longestCode = [...options].sort((a, b) => b.length - a.length)[0] ?? '';
    if (own[name] !== undefined) return [name, own[name]];
    if (control === 'checkboxes') return [name, [...options]];
    if (control === 'date') return [name, '2028-02-29'];
    if (control === 'number') return [name, String(max)];
    if (control === 'email') return [name, longEmail];
    // At most twenty digits; the rest are the widest spaces there are.
    if (control === 'tel') return [name, '𝟘'.repeat(20) + '\u3000'.repeat(max - 20)];
    if (list !== null || options.length > 0) return [name, longestCode];
    return [name, long(max)];
  });
  return Object.fromEntries(answers);
}
