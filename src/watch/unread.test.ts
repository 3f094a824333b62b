import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, receivedCode } from '#message/code.ts';
import { createId, referenceOf } from '#message/reference.ts';
import { acknowledge } from './acknowledge.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const hour = 3_600_000;
let at: Watched;
const open = async (start: string) => {
  at = await openWatched(start);
};
afterEach(() => at.close());

describe('a message that nobody has opened', () => {
  test('counts after four hours of reading time, not before', async () => {
    await open('2026-11-24T10:00:00Z');
    await at.deliver();
    at.clock.advance(4 * hour - 1000);
    expect(await at.wrong()).toEqual([]);
    at.clock.advance(1000);
    expect(await at.wrong()).toEqual(['unread.referrals 1']);
  });

  test('does not count over the night', async () => {
    await open('2026-11-24T16:00:00Z');
    await at.deliver();
    at.clock.advance(19 * hour);
    expect(await at.wrong()).toEqual([]);
    at.clock.advance(hour);
    expect(await at.wrong()).toEqual(['unread.referrals 1']);
  });

  test('does not count over Christmas, the weekend and the day for Boxing Day', async () => {
    await open('2026-12-24T16:00:00Z');
    await at.deliver();
    at.clock.advance((4 * 24 + 19) * hour);
    expect(at.clock().toISOString()).toBe('2026-12-29T11:00:00.000Z');
    expect(await at.wrong()).toEqual([]);
    at.clock.advance(hour);
    expect(await at.wrong()).toEqual(['unread.referrals 1']);
  });

  test('does not count at a contact that types no codes back', async () => {
    await open('2026-11-24T10:00:00Z');
    await at.deliver({ recipient: 'training' });
    at.clock.advance(240 * hour);
    expect(await at.wrong()).toEqual([]);
  });
});

describe('its code', () => {
  let id: string;
  let typed: string;
  beforeEach(async () => {
    await open('2026-11-24T10:00:00Z');
    id = createId();
    const reference = await referenceOf(id);
    typed = receivedCode(reference, await codeOf(id));
    await at.deliver({ id, reference });
    at.clock.advance(5 * hour);
  });

  test('ends it, is told from one that was given before, and alarms end with it', async () => {
    await at.round();
    expect((await at.takeLetters()).map(({ to, subject }) => [to, subject])).toEqual([
      ['operator@county.example', 'help.example.org: messages are not opened (referrals)'],
    ]);
    expect(await acknowledge(at.loop, typed)).toMatchObject({ kind: 'taken', at: at.clock() });
    const first = at.clock();
    at.clock.advance(hour);
    expect(await acknowledge(at.loop, typed.toLowerCase())).toMatchObject({ kind: 'already', at: first });
    await at.round();
    expect((await at.takeLetters()).map(({ subject }) => subject)).toEqual([
      'help.example.org: over: messages are not opened (referrals)',
    ]);
  });

  test('is not the one of another message, nor one sign away, nor the reference alone', async () => {
    const other = createId();
    const codes = [await codeOf(other), `${(await codeOf(id)).slice(0, -1)}${typed.endsWith('2') ? '3' : '2'}`, ''];
    for (const code of codes) {
      expect(await acknowledge(at.loop, receivedCode(typed.slice(0, 9), code))).toEqual({ kind: 'unknown' });
    }
    expect(await at.wrong()).toEqual(['unread.referrals 1']);
  });

  test('opens each of several messages under one reference by itself', async () => {
    const added = createId();
    await at.deliver({ id: added, reference: typed.slice(0, 9) });
    expect(await acknowledge(at.loop, receivedCode(typed.slice(0, 9), await codeOf(added)))).toMatchObject({
      kind: 'taken',
    });
    expect(await at.wrong()).toEqual(['unread.referrals 1']);
    expect(await acknowledge(at.loop, typed)).toMatchObject({ kind: 'taken' });
    expect(await at.wrong()).toEqual([]);
  });
});
