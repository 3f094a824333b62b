import { describe, expect, test } from 'vitest';
import { splitNumbers, splitText } from './lines.ts';

const text = `DANGER NOW: NO | AGE: 26
REACH: Call 07700 900982
Reference: ZSPG-WH8E

== What is happening
About it:
    first
    
    == not a heading
Children: Yes

The same answers are attached.
`;

describe('a message for the eye', () => {
  test('has what keeps the person safe apart from the rest', () => {
    expect(splitText(text).first).toEqual([
      'DANGER NOW: NO | AGE: 26',
      'REACH: Call 07700 900982',
      'Reference: ZSPG-WH8E',
    ]);
  });

  test('never takes what a person typed for a heading or a line of the site', () => {
    expect(splitText(text).pieces.map(({ kind, text: words }) => ({ kind, text: words }))).toEqual([
      { kind: 'heading', text: 'What is happening' },
      { kind: 'line', text: 'About it:' },
      { kind: 'own', text: 'first\n\n== not a heading' },
      { kind: 'line', text: 'Children: Yes' },
      { kind: 'line', text: 'The same answers are attached.' },
    ]);
  });

  test('keeps apart what an empty line kept apart', () => {
    const { pieces } = splitText(text);
    expect(pieces.filter(({ apart }) => apart).map(({ text: words }) => words)).toEqual([
      'What is happening',
      'The same answers are attached.',
    ]);
  });

  test('loses no line, whatever it is made of', () => {
    for (const one of ['', 'a', '\n\n', '    own', '== h\n    \n    x', 'a\n\nb\n    c\nd']) {
      const { first, pieces } = splitText(one);
      const bare = (line: string) => line.replace(/^== /, '').trim();
      const shown = [...first, ...pieces.flatMap((piece) => piece.text.split('\n'))].map(bare);
      expect(shown.filter(Boolean)).toEqual(one.split('\n').map(bare).filter(Boolean));
    }
  });
});

test('numbers are parts of their own, and nothing of a line is lost', () => {
  const line = 'فون 07700 900123 یا +44 (0)1622 000000 پر، ۱۲ بجے';
  const parts = splitNumbers(line);
  expect(parts.filter((_, index) => index % 2 === 1)).toEqual(['07700 900123', '+44 (0)1622 000000', '۱۲']);
  // As the readable part of a message holds it together (`#message/text.ts`).
  expect(splitNumbers('فون 07700\u00a0900123 پر')[1]).toBe('07700\u00a0900123');
  expect(parts.join('')).toBe(line);
});
