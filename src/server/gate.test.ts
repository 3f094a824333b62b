import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGate } from './gate.ts';

afterEach(() => void vi.useRealTimers());

describe('a gate', () => {
  test('lets in as much as there is room for, and the others in their order as room is made', async () => {
    const gate = createGate({ room: 10, waiting: 9, patience: 5_000 });
    const inside: string[] = [];
    const enter = (name: string, weight: number) =>
      gate.enter(weight).then((leave) => {
        inside.push(name);
        return leave;
      });
    const [a, b] = await Promise.all([enter('a', 5), enter('b', 5)]);
    const large = enter('large', 8);
    const small = enter('small', 1);
    await sleep(10);
    expect(inside).toEqual(['a', 'b']);
    a?.();
    a?.();
    await sleep(10);
    // There would be room for the small one; it came later.
    expect(inside).toEqual(['a', 'b']);
    b?.();
    await Promise.all([large, small]);
    expect(inside).toEqual(['a', 'b', 'large', 'small']);
  });

  test('lets in alone what is heavier than all the room', async () => {
    const gate = createGate({ room: 10, waiting: 9, patience: 5_000 });
    const leave = await gate.enter(50);
    const next = gate.enter(1);
    leave?.();
    expect(await next).not.toBeNull();
  });

  test('sends away who waited long enough, and at once whoever comes while too many wait', async () => {
    vi.useFakeTimers();
    const gate = createGate({ room: 1, waiting: 1, patience: 30 });
    const leave = await gate.enter(1);
    const late = gate.enter(1);
    expect(await Promise.race([gate.enter(1), Promise.resolve().then(() => 'waits')])).toBeNull();
    await vi.advanceTimersByTimeAsync(30);
    expect(await late).toBeNull();
    leave?.();
    expect(await gate.enter(1)).not.toBeNull();
  });

  test('forgets the patience of whoever came in, and keeps the place of those behind', async () => {
    vi.useFakeTimers();
    const gate = createGate({ room: 1, waiting: 9, patience: 100 });
    const first = await gate.enter(1);
    const second = gate.enter(1);
    await vi.advanceTimersByTimeAsync(60);
    first?.();
    const third = gate.enter(1);
    await vi.advanceTimersByTimeAsync(60);
    (await second)?.();
    await vi.advanceTimersByTimeAsync(60);
    expect(await third).not.toBeNull();
  });
});
