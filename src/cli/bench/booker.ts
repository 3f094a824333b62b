// A process of its own, for `bookings.ts`: opens training on a store, waits for a line, then books places of one session for
// so many seconds, sixteen at a time, and prints how many bookings were kept and how many of them got a place.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '#database/open.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { createKeyRing } from '#keyring';
import { courseSchema } from '#training/course.ts';
import { type TrainingTables, trainingMigrations } from '#training/tables.ts';
import { openTraining } from '#training/training.ts';

const [folder = '', seconds = '1'] = process.argv.slice(2);
const body = readFileSync(path.join(folder, 'sealed.asc'), 'utf8');
const inYear = `${new Date().getFullYear() + 1}-06-15`;
const course = courseSchema.parse({
  id: 'bench',
  title: 'A course',
  calendarTitle: 'Course',
  level: null,
  audience: ['all-staff'],
  summary: '',
  outcomes: ['x'],
  lengthMinutes: 60,
  prerequisites: [],
  trainer: '',
  cost: { text: '', free: true },
  managerAgreement: false,
  example: true,
  sources: [],
  sessions: [
    {
      id: 'bench123',
      start: `${inYear}T09:30`,
      end: `${inYear}T12:30`,
      timeZone: 'Europe/London',
      where: { kind: 'online' },
      exact: 'A link',
      seats: 20,
      lastDay: inYear,
    },
  ],
});
const db = await openDatabase<TrainingTables>({ dataDir: folder, database: null }, [
  ...deliveryMigrations,
  ...trainingMigrations,
]);
const desk = await openTraining({
  db,
  ring: createKeyRing([Buffer.alloc(32, 1).toString('base64')]),
  courses: [course],
  settings: { example: true, cancelDays: 3, offerHours: 48, keepDays: 90, reminderDays: [], terms: '' },
  letters: { origin: 'https://site.example', host: 'site.example', sender: { name: 'Site', email: 'a@site.example' } },
  sealAnswers: () => Promise.reject(new Error('nobody changes anything here')),
  clock: () => new Date(),
  log: () => {},
});
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));

const until = performance.now() + Number(seconds) * 1000;
let kept = 0;
let seated = 0;
async function bookOnAndOn(): Promise<void> {
  while (performance.now() < until) {
    const id = randomUUID();
    const attendee = { name: 'A', email: `${id}@site.example`, organisation: 'O', kind: 'housing', role: 'lead' };
    const booked = await desk.book({
      session: 'bench123',
      attendee: { ...attendee, district: 'x', manager: '' },
      delivery: {
        id,
        reference: id.slice(0, 8),
        kind: 'sealed-openpgp',
        priority: 0,
        recipient: 'training',
        keyIds: [],
        body,
      },
    });
    kept += 1;
    seated += booked.kind === 'booked' ? 1 : 0;
  }
}
await Promise.all(Array.from({ length: 16 }, bookOnAndOn));
process.stdout.write(`${kept} ${seated}\n`);
await db.destroy();
process.stdin.destroy();
