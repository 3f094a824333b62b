import { createKeyRing } from '#keyring';
import { makeCourse, makeSession } from './courses.ts';
import { openAgain } from './databases.ts';
import { makeBooking, openDesk } from './desk.ts';

// A process of its own: waits for a line, then books for `count` people at once and prints what became of each.
const [where = '', name = '', count = '0', key = ''] = process.argv.slice(2);
const store = await openAgain(where);
const courses = [makeCourse({ sessions: [makeSession({ seats: 20 })] })];
const desk = await openDesk(store, { courses, ring: createKeyRing([key]) });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const people = Array.from({ length: Number(count) }, (_, index) => makeBooking(`${name}${index}`));
const booked = await Promise.all(people.map((person) => desk.book(person)));
for (const { kind } of booked) process.stdout.write(`${kind}\n`);
await store.close();
process.stdin.destroy();
