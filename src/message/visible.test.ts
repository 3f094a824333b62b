import { expect, test } from 'vitest';
import { showHidden } from './visible.ts';

test.each([
  ['a right-to-left override', 'a\u202eb', 'a[U+202E]b'],
  ['isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['NUL, escape and a lone CR', '\0\u001b\r', '[U+0000][U+001B][U+000D]'],
  ['other line ends', 'a\u0085b\u2028c\u2029d\u000be\u000cf', 'a[U+0085]b[U+2028]c[U+2029]d[U+000B]e[U+000C]f'],
  ['a byte order mark and a soft hyphen', '\ufeff\u00ad', '[U+FEFF][U+00AD]'],
  ['signs beyond the first plane', '\u{e0041}', '[U+E0041]'],
])('what deceives the eye is shown as its number: %s', (_what, text, shown) => {
  expect(showHidden(text)).toBe(shown);
});

test.each(['a\n\tb', 'نمی\u200cخواهم', '👩\u200d👧', 'e\u0301 é zażółć', '[U+202E]', ''])(
  '"%s" stays as it is',
  (text) => {
    expect(showHidden(text)).toBe(text);
  },
);
