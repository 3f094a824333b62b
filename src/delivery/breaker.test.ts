import { beforeEach, expect, test } from 'vitest';
import { type Breaker, createBreaker } from './breaker.ts';
import { makeClock } from './testing/deliveries.ts';

const MINUTE = 60_000;
let clock: ReturnType<typeof makeClock>;
let lines: string[];
let breaker: Breaker;
beforeEach(() => {
  clock = makeClock();
  lines = [];
  breaker = createBreaker(clock, (event, fields) =>
    lines.push([event, fields?.code, fields?.attempt].join(' ').trim()),
  );
});

test('closed, it lets through as many as there is room for', () => {
  breaker.pass();
  expect(breaker.admit(3, 2)).toBe(3);
  expect(lines).toEqual([]);
});

test('open, it lets nothing through, then one probe with nothing else on the way', () => {
  breaker.trip('login');
  expect(breaker.admit(3, 0)).toBe(0);
  clock.advance(MINUTE);
  expect(breaker.admit(3, 1)).toBe(0);
  expect(breaker.admit(3, 0)).toBe(1);
  breaker.pass();
  expect(breaker.admit(3, 0)).toBe(3);
  expect(lines).toEqual(['breaker-open login 1', 'breaker-closed']);
});

test('what was on the way together fails once', () => {
  for (let count = 0; count < 3; count += 1) breaker.trip('unreachable');
  expect(lines).toEqual(['breaker-open unreachable 1']);
});

test('while the relay stays away, probes become rare: at most one in five minutes after the first hour', () => {
  let probes = 0;
  for (let second = 0; second < 72 * 3600; second += 10) {
    clock.advance(10_000);
    if (breaker.admit(3, 0) === 0) continue;
    breaker.trip('unreachable');
    if (second > 3600) probes += 1;
  }
  expect(probes).toBeLessThanOrEqual((71 * 60) / 5);
  expect(probes).toBeGreaterThanOrEqual((71 * 60) / 16);
});

test('a clock that is put back does not put the probe off', () => {
  breaker.trip('unreachable');
  clock.advance(-24 * 60 * MINUTE);
  expect(breaker.admit(3, 0)).toBe(1);
});
