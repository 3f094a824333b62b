import { describe, expect, test } from 'vitest';
import { lookUpOutcode, type Outcodes } from './outcode.ts';

const outcodes: Outcodes = {
  CT1: { areas: ['canterbury'], outside: false },
  CT10: { areas: ['thanet'], outside: false },
  CT4: { areas: ['canterbury', 'ashford', 'dover'], outside: false },
  ME1: { areas: ['medway', 'tonbridge'], outside: false },
  ME14: { areas: ['maidstone'], outside: false },
  TN16: { areas: ['sevenoaks'], outside: true },
  TN5: { areas: [], outside: true },
  OL13: { areas: ['rossendale'], outside: false },
  W1A: { areas: ['west'], outside: false },
};

const ask = (text: string) => lookUpOutcode(text, outcodes);

describe('lookUpOutcode', () => {
  test.each([
    'CT1',
    'ct1',
    ' Ct 1 ',
    'CT1 2AB',
    'ct12ab',
    'c t 1 2 a b',
    'CTI',
    'ctI 2ab',
    'CT-1',
    'CT1 ZAB',
    'ＣＴ１',
  ])('finds the district of %s', (text) =>
    expect(ask(text)).toEqual({ kind: 'one', outcode: 'CT1', areas: ['canterbury'], outside: false }),
  );

  test.each(['CT10', 'ct10 1aa', 'CT101AA', 'CT1O', 'ctio1aa', 'CTIO IAA'])('reads %s as CT10, not CT1', (text) => {
    expect(ask(text)).toMatchObject({ kind: 'one', outcode: 'CT10' });
  });

  test.each(['0L13', 'ol13 9xx', '0LI3', 'OL139XX'])('reads %s as OL13', (text) => {
    expect(ask(text).outcode).toBe('OL13');
  });

  test('reads a half with the digit of the other', () => {
    expect(ask('ME14 1').outcode).toBe('ME14');
    expect(ask('ME141').outcode).toBe('ME14');
    expect(ask('w1a 1aa').outcode).toBe('W1A');
  });

  test('asks when it spans districts, likeliest first', () => {
    expect(ask('ct4 6xy')).toEqual({
      kind: 'several',
      outcode: 'CT4',
      areas: ['canterbury', 'ashford', 'dover'],
      outside: false,
    });
  });

  test('asks when part of it lies outside, even with one district', () => {
    expect(ask('TN16')).toEqual({ kind: 'several', outcode: 'TN16', areas: ['sevenoaks'], outside: true });
  });

  test.each(['SW1A 1AA', 'TN5', 'tn5 6xx', 'LA7', 'm1', 'EC1A'])('says that %s is outside', (text) => {
    expect(ask(text)).toMatchObject({ kind: 'outside', areas: [], outside: true });
  });

  test.each(['', ' ', 'hello', '12345', 'C', 'CT', 'margate', 'constructor', '__proto__', '1', '07700900123'])(
    'does not take %j for a postcode',
    (text) => expect(ask(text)).toEqual({ kind: 'unknown', outcode: null, areas: [], outside: false }),
  );

  test('keeps nothing of the second half', () => {
    expect(JSON.stringify(ask('CT4 6XY'))).not.toMatch(/6|XY/i);
    expect(JSON.stringify(ask('SW1A 9ZZ'))).not.toMatch(/9|ZZ/i);
  });
});
