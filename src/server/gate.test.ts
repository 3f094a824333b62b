import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createGate } from './gate.ts';

describe('a gate', () => {
  test('lets in as many as there is room for, and the others in their order as room is made', async () => {
    const gate = createGate({ room: 2, waiting: 9, patience: 5_000 });
    const inside: string[] = [];
    const enter = (name: string) =>
      gate.enter().then((leave) => {
        inside.push(name);
        return leave;
      });
    const [a] = await Promise.all([enter('a'), enter('b')]);
    const c = enter('c');
    const d = enter('d');
    await sleep(10);
    expect(inside).toEqual(['a', 'b']);
    a?.();
    a?.();
    const leave = await c;
    await sleep(10);
    expect(inside).toEqual(['a', 'b', 'c']);
    leave?.();
    await d;
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
  });

  test('sends away who waited long enough, and whoever comes while too many wait', async () => {
    const gate = createGate({ room: 1, waiting: 1, patience: 30 });
    const leave = await gate.enter();
    const late = gate.enter();
    expect(await gate.enter()).toBeNull();
    expect(await late).toBeNull();
    leave?.();
    expect(await gate.enter()).not.toBeNull();
  });
});
