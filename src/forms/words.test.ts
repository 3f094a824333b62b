import { expect, test } from 'vitest';
import { fill } from './words.ts';

test('values are put in wherever their name stands, and a name without a value stays to be seen', () => {
  expect(fill('{{label}}: {{max}} of {{max}}, {{other}}', { label: 'Name', max: 4 })).toBe('Name: 4 of 4, {{other}}');
});

test('a value that looks like a placeholder or a pattern is put in as it is', () => {
  expect(fill('{{a}} {{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}} $&');
});
