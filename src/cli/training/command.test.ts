import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createKeyRing } from '#keyring';
import { readDraftKeys } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { makeCourse } from '#training/testing/courses.ts';
import type { Store } from '#training/testing/databases.ts';
import { makeAttendee, makeBooking, openDesk, type TestDesk } from '#training/testing/desk.ts';
import { root } from '../stage.ts';
import { runTraining } from './command.ts';

let folder: string;
let store: Store;
let desk: TestDesk;
let out: string;
let said: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nwd-organiser-'));
  const county = path.join(folder, 'content', 'counties', 'kent');
  mkdirSync(path.join(county, 'courses'), { recursive: true });
  mkdirSync(path.join(folder, 'data'));
  cpSync(path.join(root, 'content/counties/kent/county.yaml'), path.join(county, 'county.yaml'));
  writeFileSync(path.join(county, 'courses', 'first-steps.yaml'), stringify(makeCourse()));
  // As the site made it: the commands renew none.
  const dataDir = path.join(folder, 'data');
  const db = (await openSiteDatabase({ database: null, dataDir })) as unknown as Store['db'];
  store = { db, where: path.join(folder, 'data', 'site.sqlite'), close: () => db.destroy() };
  desk = await openDesk(store, { ring: createKeyRing(readDraftKeys(path.join(folder, 'data'), null)) });
  await desk.book(makeBooking('x', { attendee: makeAttendee('Ann', { name: '=Ann "A" Green' }) }));
  await desk.book(makeBooking('Bea'));
  await desk.book(makeBooking('Cem', { attendee: makeAttendee('Cem', { kind: 'police', role: 'manager' }) }));
  await desk.letters();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<0 | 2> {
  out = '';
  said = '';
  const environment = { DATA_DIR: path.join(folder, 'data'), CONTENT_DIR: path.join(folder, 'content'), DEMO: '1' };
  const terminal = {
    write: (text: string) => {
      out += text;
    },
    warn: (text: string) => {
      said += text;
    },
  };
  return runTraining(args, environment, terminal, desk.clock);
}

const begin = () => desk.clock.advance(Date.parse('2027-01-12T14:00:00Z') - desk.clock().getTime());

test('sessions are listed with their places and who waits', async () => {
  expect(await run('sessions')).toBe(0);
  expect(out).toBe('k4m9x2pq  2027-01-12 09:30  2 of 2, 1 wait      Ashford           Noticing domestic abuse\n');
  begin();
  await run('sessions');
  expect(out).toBe('There is no session ahead.\n');
  await run('sessions', '--all');
  expect(out).toContain('k4m9x2pq');
});

test('attendees are a table, and CSV that no spreadsheet runs', async () => {
  expect(await run('attendees', 'k4m9x2pq')).toBe(0);
  expect(out.split('\n').map((line) => line.slice(0, 12).trim())).toEqual(['1  booked', '2  booked', '3  waiting', '']);
  expect(await run('attendees', 'k4m9x2pq', '--csv')).toBe(0);
  const [head, first] = out.split('\r\n');
  expect(head).toContain('"kind of agency"');
  expect(first).toContain(`"'=Ann ""A"" Green","ann@council.example"`);
  expect(first).toContain('"Housing or homelessness","works with people directly","Ashford"');
});

describe('marking', () => {
  test('takes names and numbers, only of who has a place, and all or none', async () => {
    expect(await run('mark', 'k4m9x2pq', 'attended', '1')).toBe(2);
    expect(said).toContain('not begun');
    begin();
    expect(await run('mark', 'k4m9x2pq', 'attended', 'bea', '3')).toBe(2);
    expect(said).toContain('3: nobody with a place');
    expect(await run('mark', 'k4m9x2pq', 'attended', '  BEA ')).toBe(0);
    expect(await run('mark', 'k4m9x2pq', 'absent', '1')).toBe(0);
    await run('attendees', 'k4m9x2pq');
    expect(out).toMatch(/1 {2}booked, absent/);
    expect(out).toMatch(/2 {2}booked, attended/);
  });

  test('and certificates only for who was there, with names that cannot break the page', async () => {
    begin();
    const to = path.join(folder, 'certificates');
    await run('certificates', 'k4m9x2pq', '--out', to);
    expect(out).toContain('Nobody');
    await run('mark', 'k4m9x2pq', 'attended', '1');
    await run('certificates', 'k4m9x2pq', '--out', to);
    const [file, ...more] = readdirSync(to);
    expect(more).toEqual([]);
    const page = readFileSync(path.join(to, file ?? ''), 'utf8');
    expect(page).toContain('=Ann &quot;A&quot; Green');
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('3 hours 30 minutes');
  });
});

test('calling off asks first, tells everybody once, and the site takes no more bookings', async () => {
  expect(await run('cancel', 'k4m9x2pq')).toBe(2);
  expect(said).toContain('writes to 3 people');
  expect(await desk.letters()).toEqual([]);
  expect(await run('cancel', 'k4m9x2pq', '--yes')).toBe(0);
  expect((await desk.letters()).map(({ subject }) => subject)).toHaveLength(3);
  expect((await desk.courses())[0]?.sessions).toMatchObject([{ bookable: 'called-off' }]);
  expect(await desk.book(makeBooking('Dot'))).toEqual({ kind: 'closed' });
  await desk.round();
  expect(await desk.letters()).toEqual([]);
});

test('the report counts by agency, role and district, beside what the same agencies refer', async () => {
  begin();
  await run('mark', 'k4m9x2pq', 'attended', '2');
  await run('mark', 'k4m9x2pq', 'absent', '1');
  const file = path.join(folder, 'referrals.csv');
  const row = (...cells: string[]) => `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`;
  writeFileSync(
    file,
    row('quarter', 'part', 'table', 'row', 'figure') +
      row('2027-Q1', 'messages', 'agencyType', 'GP surgery', '15') +
      row('2027-Q1', 'messages', 'agencyType', 'Housing or homelessness', '*') +
      row('2027-Q1', 'messages', 'area', 'Ashford', '30'),
  );
  expect(await run('report', '--quarter', '2027-1', '--referrals', file)).toBe(0);
  const line = (label: string) =>
    out
      .split('\n')
      .find((one) => one.startsWith(label))
      ?.split(/\s{2,}/);
  expect(line('Housing')).toEqual(['Housing or homelessness', '2', '1', '1', '0', '*']);
  expect(line('Police')).toEqual(['Police', '0', '0', '0', '1', '0']);
  expect(line('GP surgery')).toEqual(['GP surgery', '0', '0', '0', '0', '15', 'refers, nobody trained']);
  expect(line('Ashford')).toEqual(['Ashford', '2', '1', '1', '1']);
  // The same once the names are gone.
  const before = out;
  desk.clock.advance(120 * 24 * 3_600_000);
  await desk.round();
  await run('report', '--quarter', '2027-Q1', '--referrals', file);
  expect(out).toBe(before);
});

test('what cannot be done is said, without a stack', async () => {
  for (const [args, words] of [
    [['attendees', 'zzzz9999'], 'There is no session zzzz9999'],
    [['attendees'], 'Which session?'],
    [['report', '--quarter', 'spring'], 'not a quarter'],
    [['report', '--referrals', '/no/such/file'], 'cannot be read'],
    [['sessions', '--csv'], 'sessions takes no --csv'],
    [['dance'], 'There is no command dance'],
    [['sessions', '--loud'], "Unknown option '--loud'"],
  ] as const) {
    expect([args, await run(...args)]).toEqual([args, 2]);
    expect(said).toContain(words);
  }
});
