import { expect, test } from 'vitest';
import { lengthText, seatsOf, timesText, whenText, whereText } from './session-text.ts';
import { session } from './testing/courses.ts';

test('a session says its day and the times on the wall', () => {
  expect(whenText(session())).toMatch(/^Tuesday,? 8 December 2026, 09:30 to 13:00$/);
});

test('a session over midnight says both days', () => {
  expect(timesText(session({ end: '2026-12-09T01:00' }))).toMatch(/^09:30 to Wednesday,? 9 December 2026, 01:00$/);
});

test('a place is its town alone', () => {
  expect(whereText(session())).toBe('Online');
  expect(whereText(session({ where: { kind: 'place', area: 'thanet', town: 'Margate' } }))).toBe('Margate');
});

test.each([
  [45, '45 minutes'],
  [60, '1 hour'],
  [210, '3 hours 30 minutes'],
  [360, '6 hours'],
])('%i minutes are %s', (minutes, text) => {
  expect(lengthText(minutes)).toBe(text);
});

test('places are counted while there are any', () => {
  expect(seatsOf(session({ left: 1 }))).toEqual({ text: '1 place left', action: 'Book a place' });
  expect(seatsOf(session({ left: 8 })).text).toBe('8 places left');
});

test('a full session leads to its waiting list, and says who waits', () => {
  expect(seatsOf(session({ left: 0 }))).toEqual({
    text: 'Full. You can join the waiting list.',
    action: 'Join the waiting list',
  });
  expect(seatsOf(session({ left: 0, waiting: 2 })).text).toContain('2 people wait.');
});

test('what can no longer be booked offers nothing, whatever is left', () => {
  for (const bookable of ['closed', 'called-off'] as const)
    expect(seatsOf(session({ bookable, left: 5 })).action).toBeNull();
});
