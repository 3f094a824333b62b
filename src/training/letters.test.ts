import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { isAddress, sealLetter } from '#delivery/letter.ts';
import { findTelling } from '#i18n/telling.ts';
import { createKeyRing } from '#keyring';
import words from './en.json' with { type: 'json' };
import { composeLetter, type LetterKind, type LetterSource } from './letters.ts';
import { makeCourse, makeSession } from './testing/courses.ts';

const settings = {
  origin: 'https://help.county.example',
  host: 'county.example',
  sender: { name: 'Enquiries', email: 'site@county.example' },
};
const course = makeCourse({
  title: 'Ask & <listen>',
  sessions: [makeSession({ where: { kind: 'online' }, exact: 'https://meet.example/a?b=1&c=2 code "7"' })],
});
const source: LetterSource = {
  course,
  session: course.sessions[0] as LetterSource['session'],
  to: 'ann@council.example',
  reference: 'ZSPG-WH8E',
  generation: 0,
  sequence: 3,
  token: 'A'.repeat(22),
  cancelBefore: new Date('2027-01-09T23:59:00Z'),
  offeredUntil: new Date('2027-01-01T09:00:00Z'),
  hadSeat: true,
  now: new Date('2026-12-30T09:00:00Z'),
};
const kinds = Object.entries(words)
  .filter(([, value]) => typeof value === 'object' && 'heading' in value)
  .map(([kind]) => kind as LetterKind);
const exact = /meet\.example/;

describe.each(kinds)('the letter "%s"', (kind) => {
  const letter = composeLetter(kind, source, settings);

  test('says the same as text and as HTML, and leaves no placeholder', () => {
    expect(`${letter.text}${letter.html}`).not.toMatch(/\{\{|undefined|null/);
    for (const text of [words[kind as 'confirmed'].heading, 'Tuesday', '09:30 to 13:00', 'ZSPG-WH8E', 'Online']) {
      expect(letter.text).toContain(text);
      expect(letter.html).toContain(text);
    }
    expect(letter.html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(letter.html?.match(/<h1/g)).toHaveLength(1);
    expect(letter.html).toContain('Ask &amp; &lt;listen&gt;');
    expect(letter.html).not.toMatch(/<img|<script|<link|url\(/);
  });

  test('can be sent, under a subject that tells nothing', () => {
    expect(isAddress(letter.to)).toBe(true);
    expect(findTelling(letter.subject)).toBeNull();
    const ring = createKeyRing([Buffer.alloc(32).toString('base64')]);
    expect(() => sealLetter(ring, `booking:x:${kind}`, 'ZSPG-WH8E', letter)).not.toThrow();
  });

  test('says exactly where only to who has a place', () => {
    expect(exact.test(letter.text)).toBe(['confirmed', 'swapped', 'moved', 'reminder'].includes(kind));
  });

  test('has a calendar that a real program reads, where the person’s own has to change', () => {
    const methods: Partial<Record<LetterKind, string>> = {
      confirmed: 'PUBLISH',
      swapped: 'PUBLISH',
      moved: 'PUBLISH',
      cancelled: 'CANCEL',
      handed: 'CANCEL',
      calledOff: 'CANCEL',
    };
    expect(letter.calendar?.method).toBe(methods[kind]);
    if (!letter.calendar) return;
    const calendar = new ICAL.Component(ICAL.parse(letter.calendar.content));
    const event = calendar.getFirstSubcomponent('vevent');
    expect(calendar.getFirstPropertyValue('method')).toBe(methods[kind]);
    expect(event?.getFirstPropertyValue('sequence')).toBe(methods[kind] === 'CANCEL' ? 4 : 3);
    expect(event?.getFirstPropertyValue('uid')).toBe('ZSPG-WH8E-0@county.example');
    expect(findTelling(String(event?.getFirstPropertyValue('summary')))).toBeNull();
    expect(event?.getFirstPropertyValue('location') !== null).toBe(methods[kind] === 'PUBLISH');
  });
});

test('a joining link can be pressed, and nothing in it breaks the page', () => {
  const { html } = composeLetter('confirmed', source, settings);
  expect(html).toContain(
    '<a href="https://meet.example/a?b=1&amp;c=2">https://meet.example/a?b=1&amp;c=2</a> code &quot;7&quot;',
  );
});

test('who only waited has nothing to take out of a calendar', () => {
  expect(composeLetter('calledOff', { ...source, hadSeat: false }, settings).calendar).toBeUndefined();
});
