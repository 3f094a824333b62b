import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { stringify } from 'yaml';
import { test as base, expect } from './fixtures.ts';
import { listMessages } from './opened.ts';
import { root } from './project-files.ts';
import { type Site, startSite } from './server.ts';

/** The day so many days from today, `YYYY-MM-DD`: content of a fixed day would be over one day. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const session = (id: string, days: number, given: object) => ({
  id,
  start: `${dayAhead(days)}T09:30`,
  end: `${dayAhead(days)}T13:00`,
  timeZone: 'Europe/London',
  where: { kind: 'online' },
  exact: 'https://meeting.example/hidden-room',
  seats: 20,
  lastDay: dayAhead(days - 3),
  ...given,
});

const thanet = { kind: 'place', area: 'thanet', town: 'Margate' };
const course = {
  calendarTitle: 'Course one',
  level: 'Level 1',
  audience: ['all-staff', 'health'],
  summary: 'A course for a test.',
  outcomes: ['Do what the test asks'],
  lengthMinutes: 210,
  prerequisites: [],
  trainer: 'Nobody',
  cost: { text: 'Free', free: true },
  managerAgreement: false,
  example: true,
  sources: [],
};

/** Kent's courses in these tests: the first is booked, the second is only looked at. */
const courses = [
  {
    ...course,
    id: 'one',
    title: 'Domestic abuse: the first course',
    sessions: [
      session('aaaa1111', 40, {}),
      session('bbbb2222', 40, { where: thanet, exact: '1 Hidden House', seats: 1 }),
      session('cccc3333', 75, { where: thanet, exact: '1 Hidden House', seats: 1 }),
    ],
  },
  {
    ...course,
    id: 'two',
    title: 'Domestic abuse: the second course',
    level: 'Level 2',
    audience: ['leads'],
    managerAgreement: true,
    sessions: [
      session('dddd4444', 41, { calledOff: true }),
      session('eeee5555', 2, { lastDay: dayAhead(-1) }),
      session('ffff6666', 75, {}),
      session('gggg7777', 40, { where: thanet, exact: '1 Hidden House', seats: 1 }),
    ],
  },
];

/** Playwright's test with a demonstration site of this worker's own that has these courses, whatever day it is. */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
    async ({}, use) => {
      const content = mkdtempSync(path.join(tmpdir(), 'content-'));
      cpSync(path.join(root, 'content'), content, { recursive: true });
      const folder = path.join(content, 'counties', 'kent', 'courses');
      for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
      for (const one of courses) writeFileSync(path.join(folder, `${one.id}.yaml`), stringify(one));
      const site = await startSite({ env: { CONTENT_DIR: content } });
      await use(site);
      await site.dispose();
      rmSync(content, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

export { expect } from './fixtures.ts';

/** The mails that a demonstration wrote to an address, in the order of their dates. */
async function readLetters(dataDir: string, to: string): Promise<Email[]> {
  const mails = await Promise.all(
    listMessages(dataDir).map((name) => PostalMime.parse(readFileSync(path.join(dataDir, 'messages', name)))),
  );
  return mails
    .filter((mail) => mail.to?.some(({ address }) => address === to))
    .toSorted((one, other) => String(one.date).localeCompare(String(other.date)));
}

/** Waits until there is a mail to an address whose text says this, and gives the newest. */
export async function waitForLetter(dataDir: string, to: string, saying: string): Promise<Email> {
  const find = async () => (await readLetters(dataDir, to)).filter(({ text }) => text?.includes(saying)).at(-1);
  await expect.poll(async () => (await find()) !== undefined, { intervals: [50], message: saying }).toBe(true);
  return (await find()) as Email;
}

/** The path of the private link in a mail. */
export const linkIn = ({ text }: Email): string => /\/en\/work\/booking\/[\w-]{22}\//.exec(text ?? '')?.[0] ?? '';
