import type { CourseNow, SessionNow } from '#training/view.ts';

/** A session in December at which places can be booked. */
export const session = (changes: Partial<SessionNow> = {}): SessionNow => ({
  id: 'aaaa1111',
  code: 'aaaa1111',
  start: '2026-12-08T09:30',
  end: '2026-12-08T13:00',
  timeZone: 'Europe/London',
  where: { kind: 'online' },
  seats: 20,
  lastDay: '2026-12-04',
  calledOff: false,
  bookable: 'open',
  left: 8,
  waiting: 0,
  sequence: 0,
  ...changes,
});

/** A course with that session. */
export const course = (changes: Partial<CourseNow> = {}): CourseNow => ({
  id: 'first',
  title: 'First course',
  calendarTitle: 'First',
  level: 'Level 1',
  audience: ['all-staff', 'health'],
  summary: 'A course.',
  outcomes: ['Know more'],
  lengthMinutes: 210,
  prerequisites: [],
  trainer: 'Somebody',
  cost: { text: 'Free', free: true },
  managerAgreement: false,
  example: true,
  sources: [],
  sessions: [session()],
  ...changes,
});
