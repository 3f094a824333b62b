import { expect, test } from 'vitest';
import { CHECK_MS, computeBackoff, HELD_MS, RETRY_MAX_MS } from './backoff.ts';

test('the longest waits are what the runbook says: a quarter of an hour, six hours, an hour', () => {
  const hour = 3_600_000;
  expect([RETRY_MAX_MS, HELD_MS, CHECK_MS]).toEqual([hour / 4, 6 * hour, hour]);
});

test('waits from 30 s, longer each time until the top, to 15 min, whatever chance says', () => {
  for (const chance of [0, 0.5, 1]) {
    const waits = [1, 2, 3, 4, 5, 6].map((attempt) => computeBackoff(attempt, () => chance));
    expect(waits[0]).toBeGreaterThanOrEqual(30_000);
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(new Set(waits).size).toBe(waits.length);
    expect(computeBackoff(1e6, () => chance)).toBeLessThanOrEqual(RETRY_MAX_MS);
  }
});

test('chance spreads deliveries that failed together', () => {
  expect(computeBackoff(9, () => 0)).toBe(RETRY_MAX_MS * 0.8);
  expect(computeBackoff(9, () => 1)).toBe(RETRY_MAX_MS);
});
