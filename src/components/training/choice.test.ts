import { describe, expect, test } from 'vitest';
import { type Choice, chooseCourses, filtersFor, readChoice } from './choice.ts';
import { course, session } from './testing/courses.ts';

const places = ['ashford', 'dover', 'thanet'].map((id) => ({ id, name: id.toUpperCase() }));
const thanet = session({
  id: 'bbbb2222',
  start: '2027-02-03T09:30',
  where: { kind: 'place', area: 'thanet', town: 'Margate' },
});
const both = course({ sessions: [session(), thanet] });
const later = course({
  id: 'second',
  level: 'Level 2',
  audience: ['leads'],
  sessions: [session({ id: 'cccc3333', start: '2027-01-13T09:30' })],
});
const planned = course({ id: 'third', level: null, audience: ['specialists'], sessions: [] });
const all = [later, both, planned];
const any: Choice = { audience: null, level: null, area: null, month: null };
const idsFor = (choice: Partial<Choice>) =>
  chooseCourses(all, { ...any, ...choice }).map(({ id, sessions }) => [id, sessions.map((one) => one.id)]);

describe('the selects', () => {
  const filters = filtersFor(all, places);
  const optionsOf = (key: string) => filters.find((filter) => filter.key === key)?.options;

  test('offer what there is and nothing else', () => {
    expect(optionsOf('area')?.map(({ value }) => value)).toEqual(['online', 'thanet']);
    expect(optionsOf('level')?.map(({ value }) => value)).toEqual(['Level 1', 'Level 2']);
    expect(optionsOf('month')?.map(({ label }) => label)).toEqual(['December 2026', 'January 2027', 'February 2027']);
    expect(optionsOf('audience')?.map(({ value }) => value)).toEqual(['all-staff', 'health', 'leads', 'specialists']);
  });

  test('keep a place’s number when the other places have no session', () => {
    expect(optionsOf('area')).toEqual([
      { code: 1, value: 'online', label: 'Online' },
      { code: 4, value: 'thanet', label: 'THANET' },
    ]);
  });

  test('are left out where there is nothing to choose', () => {
    expect(filtersFor([planned], places).map(({ key }) => key)).toEqual(['audience']);
  });

  test('are read back from the address, and what they do not offer is any', () => {
    expect(readChoice(new URLSearchParams('a=4&w=14'), filters)).toEqual({ ...any, area: 'thanet', month: '2027-02' });
    expect(readChoice(new URLSearchParams('a=0&f=999&h=x&w='), filters)).toEqual(any);
  });
});

describe('the list', () => {
  test('has all, the earliest first, and what is not planned last', () => {
    expect(idsFor({}).map(([id]) => id)).toEqual(['first', 'second', 'third']);
  });

  test('has the sessions of a place or a month alone, and no course without one', () => {
    expect(idsFor({ area: 'thanet' })).toEqual([['first', ['bbbb2222']]]);
    expect(idsFor({ area: 'online' })).toEqual([
      ['first', ['aaaa1111']],
      ['second', ['cccc3333']],
    ]);
    expect(idsFor({ month: '2027-01' })).toEqual([['second', ['cccc3333']]]);
    expect(idsFor({ area: 'thanet', month: '2026-12' })).toEqual([]);
  });

  test('has the courses for somebody’s work and level', () => {
    expect(idsFor({ audience: 'leads' }).map(([id]) => id)).toEqual(['second']);
    expect(idsFor({ level: 'Level 1' }).map(([id]) => id)).toEqual(['first']);
    expect(idsFor({ audience: 'specialists' })).toEqual([['third', []]]);
  });
});
