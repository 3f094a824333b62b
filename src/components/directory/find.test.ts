import { expect, test } from 'vitest';
import { codesFor, directory } from '../../../tests/support/finder.ts';

const areasOf = (codes: string[]) =>
  codes.map((code) => directory.services.find((service) => service.code === code)?.areas ?? []);

test('whoever lives outside the county is shown what helps everywhere, and nothing of the county', () => {
  const found = areasOf(codesFor({ postcode: 'M1' }, 'en'));
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((areas) => !areas.includes('national'))).toEqual([]);
  const housing = areasOf(codesFor({ postcode: 'M1', help: 'housing' }, 'ur'));
  expect(housing.filter((areas) => !areas.includes('national'))).toEqual([]);
});

test('a place that was chosen by name counts more than a postcode from elsewhere', () => {
  const found = areasOf(codesFor({ postcode: 'M1', area: 'dover' }, 'en'));
  expect(found[0]).toContain('dover');
});
