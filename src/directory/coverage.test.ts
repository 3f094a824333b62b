import { describe, expect, test } from 'vitest';
import { coverage, deadEnds } from './coverage.ts';
import { makeRecord } from './testing/record.ts';

const services = [
  makeRecord({ id: 'a', help: ['outreach'], areas: ['ashford'] }),
  makeRecord({ id: 'b', help: ['outreach', 'legal'], areas: ['county'] }),
  makeRecord({ id: 'c', help: ['outreach', 'pets'], areas: ['national'] }),
  makeRecord({ id: 'd', help: ['legal'], areas: ['county'], audience: 'professional' }),
  makeRecord({ id: 'e', help: ['legal'], areas: ['county'], audience: 'own-behaviour' }),
];
const pets = { text: 'Ask the line.', through: 'line' };
const rows = coverage(services, ['ashford', 'dover'], { pets });
const row = (help: string) => rows.find((one) => one.help === help);

describe('coverage', () => {
  test('says who gives a kind of help where', () => {
    expect(row('outreach')?.cells).toEqual([
      { area: 'ashford', local: ['a', 'b'], national: ['c'], gap: false },
      { area: 'dover', local: ['b'], national: ['c'], gap: false },
    ]);
  });

  test('calls it a gap where only the country has it, with the words for it', () => {
    expect(row('pets')).toEqual({
      help: 'pets',
      handover: pets,
      cells: [
        { area: 'ashford', local: [], national: ['c'], gap: true },
        { area: 'dover', local: [], national: ['c'], gap: true },
      ],
    });
  });

  test("counts professionals' services and not those for people who use abuse", () => {
    expect(row('legal')?.cells[0]?.local).toEqual(['b', 'd']);
    expect(row('behaviour-change')).toBeUndefined();
  });

  test('finds every kind and area with neither a service nor a word', () => {
    const ends = deadEnds(rows);
    expect(ends).toContainEqual({ help: 'refuge', area: 'dover' });
    expect(ends.map(({ help }) => help)).not.toContain('pets');
    expect(deadEnds(coverage(services, ['dover'], { any: pets }))).toEqual([]);
  });
});
