import { afterEach, describe, expect, test } from 'vitest';
import { makeDelivery } from '#delivery/testing/deliveries.ts';
import { lastDue } from './digest.ts';
import { writeOthers } from './digest-text.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const hour = 3_600_000;
let at: Watched;
const entry = /^#(\d+) (\S{1,32}) (waiting|held|bounced|delivered|received) accepted=(\S+) delivered=(\S+)$/;
const lists = async () => (await at.takeLetters()).filter(({ id }) => id.startsWith('digest:'));
const head = (text: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
const entries = (text: string) => text.split('\n').flatMap((line) => entry.exec(line)?.slice(1, 4).join(' ') ?? []);

/** The numbers of `1,3-5`. */
const numbersOf = (ranges: string) =>
  ranges === 'none'
    ? []
    : ranges.split(',').flatMap((range) => {
        const [from = 0, to = from] = range.split('-').map(Number);
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      });

describe('the daily list', () => {
  afterEach(() => at.close());

  test('goes once a day, at its hour, to whom something came', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    const first = await at.deliver();
    at.clock.advance(20 * hour);
    await at.round();
    expect(await lists()).toEqual([]);
    at.clock.advance(hour);
    await at.round();
    await at.round();
    const sent = await lists();
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([['team@county.example', 'Enquiry list 2026-11-25']]);
    const [{ text = '' } = {}] = sent;
    expect(
      text.startsWith(
        'Daily list 1\nDay: 2026-11-25\nContact: referrals\nFrom: 2026-11-24T10:00:00.000Z\nTo: 2026-11-25T07:00:00.000Z\nNumbers: 1-1\nElsewhere: none\n',
      ),
    ).toBe(true);
    expect(entries(text)).toEqual([`1 ${first.reference} delivered`]);
    expect(text).not.toMatch(/\{\{/);
  });

  test('tells again of what is open, and no more of what was opened', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    const [one, two] = [await at.deliver(), await at.deliver()];
    const days: string[][] = [];
    for (let day = 0; day < 3; day += 1) {
      at.clock.advance(24 * hour);
      await at.round();
      days.push((await lists()).flatMap(({ text }) => entries(text)));
      if (day === 0) for (const { id } of [one, two]) await at.loop.receive(id, 'code');
    }
    expect(days).toEqual([
      [`1 ${one.reference} delivered`, `2 ${two.reference} delivered`],
      [`1 ${one.reference} received`, `2 ${two.reference} received`],
      [],
    ]);
  });

  test('of five hundred with mixed fates and several contacts is exactly what there is, its numbers without a gap', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    const expected: Record<string, string[]> = { referrals: [], training: [] };
    for (let count = 1; count <= 500; count += 1) {
      const recipient = count % 7 === 0 ? 'training' : 'referrals';
      const state = (['delivered', 'received', 'waiting', 'held', 'bounced'] as const)[count % 5] ?? 'waiting';
      const delivery = makeDelivery({ recipient });
      const { number } = await at.queue.accept(delivery);
      expected[recipient]?.push(`${number} ${delivery.reference} ${state}`);
      if (state === 'waiting') continue;
      if (state === 'held') {
        await at.queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
        continue;
      }
      await at.queue.settle(delivery.id, { kind: 'delivered', receipt: null });
      if (state === 'received') await at.loop.receive(delivery.id, 'code');
      if (state === 'bounced') await at.loop.bounce(delivery.reference, number);
    }
    at.clock.advance(24 * hour);
    await at.round();
    const sent = await lists();
    expect(sent).toHaveLength(2);
    for (const { text } of sent) {
      const contact = head(text, 'Contact') ?? '';
      expect(entries(text)).toEqual(expected[contact]);
      const own = entries(text).map((line) => Number(line.split(' ')[0]));
      const all = [...own, ...numbersOf(head(text, 'Elsewhere') ?? '')].sort((a, b) => a - b);
      expect(all).toEqual(numbersOf(head(text, 'Numbers') ?? ''));
      expect(all).toHaveLength(500);
    }
  }, 30_000);

  test('begins where the last one ended, also after days on which there was nothing or the site was off', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    await at.deliver({ recipient: 'training' });
    at.clock.advance(24 * hour);
    await at.round();
    const [one] = await lists();
    at.clock.advance(72 * hour);
    await at.deliver({ recipient: 'training' });
    at.clock.advance(24 * hour);
    await at.round();
    const [two] = await lists();
    expect(head(two?.text ?? '', 'From')).toBe(head(one?.text ?? '', 'To'));
    expect([head(one?.text ?? '', 'Numbers'), head(two?.text ?? '', 'Numbers')]).toEqual(['1-1', '2-2']);
  });

  test('goes on when a clock that was a year ahead is put back', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    const one = await at.deliver();
    at.clock.advance(365 * 24 * hour);
    await at.round();
    expect((await lists()).map(({ text }) => head(text, 'Numbers'))).toEqual(['1-1']);
    at.clock.advance(-365 * 24 * hour);
    await at.round();
    expect(await lists()).toEqual([]);
    const two = await at.deliver();
    at.clock.advance(24 * hour);
    await at.round();
    await at.round();
    const [{ text = '' } = {}, ...more] = await lists();
    expect([more.length, head(text, 'Day'), head(text, 'Numbers')]).toEqual([0, '2026-11-25', '2-2']);
    expect(entries(text)).toEqual([`1 ${one.reference} delivered`, `2 ${two.reference} delivered`]);
  });

  test('that has not left for two hours is told of', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    await at.round();
    await at.deliver({ recipient: 'training' });
    at.clock.advance(24 * hour);
    await at.round();
    expect(await at.wrong()).toEqual(['digest.training 3']);
    await at.takeLetters();
    expect(await at.wrong()).toEqual([]);
  });
});

test('the hour is that of the contact’s own clock, in summer as well', () => {
  const due = (now: string) => lastDue(new Date(now), '07:00', 'Europe/London').at.toISOString().slice(0, 16);
  expect(due('2026-11-24T06:59:59Z')).toBe('2026-11-23T07:00');
  expect(due('2026-11-24T07:00:00Z')).toBe('2026-11-24T07:00');
  expect(due('2027-06-24T06:00:00Z')).toBe('2027-06-24T06:00');
  expect(due('2027-06-24T05:59:59Z')).toBe('2027-06-23T06:00');
});

test('the numbers of others are written as ranges, also where a restore skipped a great many', () => {
  expect(writeOthers([], { after: 4, to: 4 })).toBe('none');
  expect(writeOthers([3, 5, 6], { after: 4, to: 6 })).toBe('none');
  expect(writeOthers([4, 5, 6, 8], { after: 0, to: 10 })).toBe('1-3,7,9-10');
  expect(writeOthers([4, 999_999_000], { after: 3, to: 999_999_002 })).toBe('5-999998999,999999001-999999002');
});
