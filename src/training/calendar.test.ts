import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, eventOf, writeCalendar } from './calendar.ts';
import type { Course } from './course.ts';

const event: CalendarEvent = {
  uid: 'k4m9x2pq@help.county.example',
  sequence: 2,
  stamp: new Date('2026-11-22T09:00:00Z'),
  start: new Date('2027-01-12T09:30:00Z'),
  end: new Date('2027-01-12T13:00:00Z'),
  summary: 'Course, first day; morning',
  location: `Room 3\\b, ${'Rhosllannerchrugog ڈورسیٹ '.repeat(8)}\nRing the bell`,
};

/** The one event of a calendar, as a program that knows nothing of ours reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [component] = calendar.getAllSubcomponents('vevent');
  if (!component) throw new Error('no event');
  return { calendar, component, event: new ICAL.Event(component) };
}

describe('a calendar', () => {
  test('is read back as it was written, whatever is in its texts', () => {
    const { calendar, component, event: got } = read(writeCalendar({ method: 'PUBLISH', events: [event] }));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect([got.uid, got.sequence, got.summary]).toEqual([event.uid, 2, event.summary]);
    expect(got.location).toBe(event.location);
    expect(got.startDate.toJSDate()).toEqual(event.start);
    expect(got.endDate.toJSDate()).toEqual(event.end);
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  test('has lines of at most 75 octets that end in CRLF', () => {
    const text = writeCalendar({ method: 'PUBLISH', events: [event] });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  test('takes an event back, by whom it was sent', () => {
    const organizer = { name: 'Enquiries', email: 'site@county.example' };
    const text = writeCalendar({ method: 'CANCEL', organizer, events: [{ ...event, cancelled: true }] });
    const { calendar, component } = read(text);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(component.getFirstPropertyValue('organizer')).toBe('mailto:site@county.example');
  });
});

test('everybody’s event of a session tells neither its place nor what it is about', () => {
  const course = { calendarTitle: 'Course 1', example: true } as Course;
  const given = {
    id: 'k4m9x2pq',
    start: '2027-07-06T09:30',
    end: '2027-07-06T12:30',
    where: { kind: 'place', area: 'ashford', town: 'Ashford' },
    exact: 'Room 3, Hidden House',
  } as Course['sessions'][number];
  const about = { sequence: 0, host: 'help.county.example', stamp: new Date() };
  const text = writeCalendar({ method: 'PUBLISH', events: [eventOf(course, given, about)] });
  expect(text).not.toMatch(/Hidden|Ashford|LOCATION/);
  const { event: got } = read(text);
  expect(got.summary).toBe('Course 1 (example)');
  // Half past nine in summer is half past eight in UTC.
  expect(got.startDate.toJSDate()).toEqual(new Date('2027-07-06T08:30:00Z'));
});
