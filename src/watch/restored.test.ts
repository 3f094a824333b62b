import { afterEach, expect, test } from 'vitest';
import { holdRestored, settleRestored } from '#delivery/restored.ts';
import { makeDelivery } from '#delivery/testing/deliveries.ts';
import { openWatched, type Watched } from './testing/watched.ts';

let at: Watched;
afterEach(() => at.close());

const subjects = async () =>
  (await at.takeLetters()).flatMap(({ subject }) => /^help\.example\.org: (.*)$/.exec(subject)?.[1] ?? []);

test('what a restore holds is told until it is said what became of it', async () => {
  at = await openWatched('2026-11-24T10:00:00Z');
  const { number } = await at.queue.accept(makeDelivery());
  await holdRestored(at.store.db, at.clock().getTime());
  for (const said of [['messages of a backup wait'], []]) {
    await at.round();
    expect(await subjects()).toEqual(said);
  }
  expect(await at.wrong()).toEqual(['restored 1']);
  await settleRestored(at.store.db, at.clock().getTime(), [number], true);
  await at.round();
  expect(await subjects()).toEqual(['over: messages of a backup wait']);
});
