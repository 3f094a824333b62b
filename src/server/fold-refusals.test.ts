import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogEvent, LogFields } from '#log';
import { foldRefusals } from './fold-refusals.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('many refusals are two lines a second, and nothing else waits or is left out', () => {
  const lines: [LogEvent, LogFields | undefined][] = [];
  const log = foldRefusals((event, fields) => lines.push([event, fields]));
  const crowd = { code: 'crowd', status: 503 };
  for (let one = 0; one < 500; one += 1) log('refused', crowd);
  log('refused', { code: 'origin', status: 403 });
  log('breaker-open', { code: 'tls' });
  log('breaker-open', { code: 'tls' });
  const first = [
    ['refused', crowd],
    ['refused', { code: 'origin', status: 403 }],
    ['breaker-open', { code: 'tls' }],
    ['breaker-open', { code: 'tls' }],
  ];
  expect(lines).toEqual(first);
  vi.advanceTimersByTime(1_000);
  expect(lines).toEqual([...first, ['refused', { ...crowd, count: 499 }]]);
  log('refused', crowd);
  expect(lines.at(-1)).toEqual(['refused', crowd]);
});
