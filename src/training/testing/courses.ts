import { type Course, courseSchema, type Session } from '../course.ts';

/** A session of an imaginary county: a Tuesday in January, half past nine to one, two places. */
export const makeSession = (given: Partial<Session> = {}) => ({
  id: 'k4m9x2pq',
  start: '2027-01-12T09:30',
  end: '2027-01-12T13:00',
  timeZone: 'Europe/London',
  where: { kind: 'place', area: 'ashford', town: 'Ashford' },
  exact: 'Room 3, Hidden House',
  seats: 2,
  lastDay: '2027-01-10',
  ...given,
});

/** A course with one session unless others are given. Checked as a file would be. */
export const makeCourse = (given: Partial<Record<keyof Course, unknown>> = {}): Course =>
  courseSchema.parse({
    id: 'first-steps',
    title: 'Noticing domestic abuse',
    calendarTitle: 'Course, level 1',
    level: 'Level 1',
    audience: ['all-staff'],
    summary: 'How to notice, ask and pass on.',
    outcomes: ['Notice signs'],
    lengthMinutes: 210,
    prerequisites: [],
    trainer: 'County trainers',
    cost: { text: 'Free', free: true },
    managerAgreement: false,
    example: false,
    sources: [],
    sessions: [makeSession()],
    ...given,
  });
