import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { answerCalendar } from './calendar-file.ts';
import { course, session } from './testing/courses.ts';

const site = new URL('https://help.county.example');
/** The events of an answer, read by another's parser. */
async function readEvents(answer: Response) {
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) };
}

test('a session is an event with a neutral title, in UTC, without a place', async () => {
  const margate = session({ where: { kind: 'place', area: 'thanet', town: 'Margate' } });
  const { calendar, events } = await readEvents(
    answerCalendar([course({ sessions: [margate] })], { id: 'aaaa1111', site }),
  );
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ uid: 'aaaa1111@help.county.example', summary: 'First (example)', location: null });
  expect(events[0]?.startDate.toJSDate()).toEqual(new Date('2026-12-08T09:30:00Z'));
  expect(calendar.toString()).not.toContain('Margate');
});

test('what is called off stays in the feed as cancelled, newer than before', async () => {
  const off = session({ id: 'bbbb2222', calledOff: true, bookable: 'called-off', sequence: 3 });
  const courses = [course({ sessions: [session(), off] })];
  const { calendar, events } = await readEvents(answerCalendar(courses, { id: 'all', name: 'Training', site }));
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Training');
  const cancelled = events.find(({ uid }) => uid.startsWith('bbbb2222'));
  expect(cancelled?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(cancelled?.sequence).toBe(3);
});

test('the file has a name that says nothing', () => {
  const { headers } = answerCalendar([course()], { id: 'aaaa1111', site });
  expect(headers.get('content-disposition')).toBe('attachment; filename="aaaa1111.ics"');
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
});
