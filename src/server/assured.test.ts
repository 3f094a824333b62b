import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCounty } from '#directory/county.ts';
import type { Duty } from '#directory/duties.ts';
import type { LogFields } from '#log';
import { AssuranceFault, requireDuties, warnOfExamples } from './assured.ts';

const open: Duty = { id: 'controller', state: 'missing', says: 'is not named: who decides' };
const stale: Duty = { id: 'rota', state: 'old', says: 'is over a year old' };

function start(duties: Duty[], kind: { production: boolean; demo: boolean }) {
  const logged: (LogFields | undefined)[] = [];
  const site = { duties: () => duties };
  requireDuties(site, kind, '2026-11-22', (_event, fields) => logged.push(fields));
  return logged;
}

describe('a live site in production', () => {
  const live = { production: true, demo: false };

  test('does not open while something is missing, and says each thing and where to look', () => {
    expect(() => start([open, stale], live)).toThrow(AssuranceFault);
    expect(() => start([open, stale], live)).toThrow(
      /\(1 in all\):\n {2}controller is not named: who decides\n.*ready/,
    );
  });

  test('opens with what has become old, and warns of it by name', () => {
    expect(start([stale], live)).toEqual([{ code: 'assurance-old', setting: 'rota' }]);
  });
});

test.each([
  { production: true, demo: true },
  { production: false, demo: true },
  { production: false, demo: false },
])('otherwise it opens and warns of how much is missing (%o)', (kind) => {
  expect(start([open, open, stale], kind)).toEqual([{ code: 'assurance', count: 2 }]);
  expect(start([stale], kind)).toEqual([]);
});

test('a live site warns of each promise that no team has confirmed, and a demonstration of none', () => {
  const county = readCounty(path.resolve(import.meta.dirname, '..', '..', 'content'), 'kent');
  const warned = (demo: boolean) => {
    const logged: unknown[] = [];
    const reaches = (contact: string) => contact === 'referrals';
    warnOfExamples({ county, reaches }, demo, (_event, fields) => logged.push(fields?.setting));
    return logged;
  };
  expect(warned(false)).toEqual(['contacts.referrals', 'responses']);
  expect(warned(true)).toEqual([]);
});
