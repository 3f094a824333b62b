import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { goRounds } from './rounds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('goes at once and then again and again, until it is stopped', async () => {
  const round = vi.fn(async () => {});
  const rounds = goRounds(round, 60_000);
  expect(round).toHaveBeenCalledTimes(0);
  rounds.start();
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(180_000);
  expect(round).toHaveBeenCalledTimes(4);
  await rounds.stop();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(round).toHaveBeenCalledTimes(4);
});

test('waits for a round under way before it stops, begins none after it, and waits for 5 s at most', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const round = vi.fn(() => promise);
  const rounds = goRounds(round, 1000);
  rounds.start();
  let stopped = 0;
  const note = () => {
    stopped += 1;
  };
  void rounds.stop().then(note);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(stopped).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(stopped).toBe(1);
  void rounds.stop().then(note);
  resolve();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([stopped, round.mock.calls.length]).toEqual([2, 1]);
});
