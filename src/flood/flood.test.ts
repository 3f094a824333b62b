import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createBuckets } from './buckets.ts';
import { createFlood } from './flood.ts';
import { createNames } from './names.ts';

const minute = 60_000;
const hour = 60 * minute;
let now: number;
const clock = () => now;
beforeEach(() => {
  now = Date.parse('2026-11-22T12:00:00Z');
});

const takeUntilRefused = (take: () => boolean, most = 10_000) => {
  let taken = 0;
  while (taken < most && take()) taken += 1;
  return taken;
};

describe('the limits', () => {
  test('let thirty in from one network at once, and one more every two minutes', () => {
    const flood = createFlood({ perSender: 30, atAll: 600 }, clock);
    const send = () => flood.takes('refuge');
    expect(takeUntilRefused(send)).toBe(30);
    now += 2 * minute - 1;
    expect(send()).toBe(false);
    now += 1;
    expect([send(), send()]).toEqual([true, false]);
    now += hour;
    expect(takeUntilRefused(send)).toBe(30);
  });

  test('of one network take nothing from another', () => {
    const flood = createFlood({ perSender: 30, atAll: 600 }, clock);
    takeUntilRefused(() => flood.takes('council'));
    expect(flood.takes('home')).toBe(true);
  });

  test('of all are for all, and for whoever is not known', () => {
    const flood = createFlood({ perSender: 30, atAll: 600 }, clock);
    let sent = 0;
    expect(takeUntilRefused(() => flood.takes(sent++ % 2 === 0 ? null : `network ${sent}`))).toBe(600);
    expect(flood.takes('somebody new')).toBe(false);
    now += 6_000;
    expect(flood.takes('somebody new')).toBe(true);
  });

  test('never keep anybody waiting longer because a clock was put back', () => {
    const flood = createFlood({ perSender: 30, atAll: 600 }, clock);
    takeUntilRefused(() => flood.takes('refuge'));
    now -= 5 * hour;
    expect(flood.takes('refuge')).toBe(true);
  });
});

describe('the memory', () => {
  test('holds the latest ten thousand of a million names, and little else', () => {
    const buckets = createBuckets({ capacity: 30, windowMs: hour, names: 10_000 }, clock);
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 1_000_000; count += 1) {
      now += 1;
      buckets.take(`0123456789abcdef${count}`);
      if (count % 100_000 === 0) expect(buckets.size()).toBeLessThanOrEqual(10_000);
    }
    globalThis.gc?.();
    expect(buckets.size()).toBeLessThanOrEqual(10_000);
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(30);
  });

  test('forgets who could send as many as anybody again', () => {
    const buckets = createBuckets({ capacity: 30, windowMs: hour, names: 10_000 }, clock);
    for (let count = 0; count < 100; count += 1) buckets.take(String(count));
    for (const name of ['another', 'a third']) {
      now += hour;
      buckets.take(name);
    }
    expect(buckets.size()).toBe(2);
  });

  test('is empty two hours after the last send, whether or not others come', () => {
    vi.useFakeTimers();
    const buckets = createBuckets({ capacity: 30, windowMs: hour, names: 10_000 }, Date.now);
    for (let count = 0; count < 100; count += 1) buckets.take(String(count));
    vi.advanceTimersByTime(hour - 1);
    expect(buckets.size()).toBe(100);
    vi.advanceTimersByTime(hour + 1);
    expect(buckets.size()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('does not forget who sends most for others that come once', () => {
    const buckets = createBuckets({ capacity: 30, windowMs: hour, names: 100 }, clock);
    let refused = 0;
    for (let count = 0; count < 1_000; count += 1) {
      if (!buckets.take('flood')) refused += 1;
      buckets.take(`other ${count}`);
    }
    expect(refused).toBeGreaterThan(900);
  });
});

describe('the name of a network', () => {
  test('is the same for a day, another the next day and in another process', async () => {
    const name = createNames(clock);
    const first = await name('203.0.113.0/24');
    now += 23 * hour;
    expect(await name('203.0.113.0/24')).toBe(first);
    expect(await name('203.0.114.0/24')).not.toBe(first);
    now += 2 * hour;
    expect(await name('203.0.113.0/24')).not.toBe(first);
    expect(await createNames(clock)('203.0.113.0/24')).not.toBe(first);
  });

  test('holds nothing of it', async () => {
    expect(await createNames(clock)('203.0.113.0/24')).toMatch(/^[0-9a-f]{32}$/);
  });
});
