import { describe, expect, test } from 'vitest';
import { inventAssurance } from '../cli/signed-content.ts';
import { type Assurance, nothingNamed } from './assurance.ts';
import { listDuties } from './duties.ts';
import { makeRecord } from './testing/record.ts';

const today = '2026-11-22';
const phone = (number: string) => ({ ...makeRecord().phones[0], number }) as ReturnType<typeof makeRecord>['phones'][0];
const rung = makeRecord({ phones: [phone('0808 157 0000')], readOn: today, confirmedOn: today });
const judge = (assurance: Assurance, services = [rung], day = today) =>
  listDuties('kent', assurance, services, day).map(({ id, state }) => [id, state]);
const not = (state: string) => (pairs: string[][]) => pairs.filter(([, own]) => own !== state);

describe('what a county has named', () => {
  test('nothing: every field is missing, each with the file and the template', () => {
    const duties = listDuties('dorset', nothingNamed, [rung], today);
    expect(not('missing')(duties.map(({ id, state }) => [id, state]))).toEqual([['numbers', 'done']]);
    for (const { id, says } of duties.filter(({ state }) => state === 'missing')) {
      expect([id, says]).toEqual([
        id,
        expect.stringMatching(/content\/counties\/dorset\/assurance\.yaml.+\/[\w-]+\.md$/),
      ]);
    }
  });

  test('everything: nothing is left', () => {
    expect(not('done')(judge(inventAssurance(today)))).toEqual([]);
  });

  test.each(Object.keys(nothingNamed))('all but %s: that is missing, and nothing else', (field) => {
    expect(not('done')(judge({ ...inventAssurance(today), [field]: null }))).toEqual([[field, 'missing']]);
  });

  test('what is signed is old after a year and no day before, and old is not missing', () => {
    expect(not('done')(judge(inventAssurance('2025-11-22')))).toEqual([]);
    const signed = ['impactAssessment', 'equalityAssessment', 'policyDocument', 'rights', 'accessibilityAudit', 'rota'];
    expect(not('done')(judge(inventAssurance('2025-11-21')))).toEqual(signed.map((id) => [id, 'old']));
  });

  test('a day still to come is no signature, but for a clock two days behind', () => {
    expect(not('done')(judge(inventAssurance('2026-11-24')))).toEqual([]);
    expect(not('done')(judge(inventAssurance('2026-11-25')))).toContainEqual(['rights', 'missing']);
  });
});

describe('every number shown was rung', () => {
  const numbers = (...services: Parameters<typeof judge>[1] & unknown[]) =>
    judge(inventAssurance(today), services).find(([id]) => id === 'numbers')?.[1];

  test('not while one service has a number and no day', () => {
    expect(numbers(rung, { ...rung, confirmedOn: null })).toBe('missing');
    expect(numbers(rung, { ...rung, confirmedOn: '2027-01-01' })).toBe('missing');
  });

  test('a number for texts is one too', () => {
    expect(numbers({ ...rung, phones: [], textNumber: '85258', confirmedOn: null })).toBe('missing');
  });

  test('numbers for emergencies are never rung to try them, and what has no number needs no ringing', () => {
    const emergencies = { ...rung, phones: [phone('999'), phone('18000')], confirmedOn: null };
    expect(numbers(emergencies, { ...rung, phones: [], confirmedOn: null })).toBe('done');
  });

  test('is due again after a quarter of a year', () => {
    const long = { ...rung, readOn: '2026-08-23', confirmedOn: '2026-08-23' };
    expect(numbers(rung, long)).toBe('old');
  });
});
