import { describe, expect, test } from 'vitest';
import type { DirectoryService } from '#directory/directory.ts';
import { toPublicService } from '#directory/public-service.ts';
import { makeRecord } from '#directory/testing/record.ts';
import { linesFor, openLines, quietLines } from './lines.ts';

const today = '2026-11-22';
const county = { firstLine: 'first', shortList: ['first', 'second', 'third'] };

function make(id: string, facts: Parameters<typeof makeRecord>[0] = {}): DirectoryService {
  const record = makeRecord({ id, name: id, help: ['helpline'], areas: ['county'], readOn: today, ...facts });
  return { ...toPublicService(record, 'kent', today), lang: 'en' };
}

const idsOf = (services: DirectoryService[]) => linesFor(services, county, today).map(({ line }) => line.id);

describe('lines for paper', () => {
  test('come in the order of the county, each once', () => {
    expect(idsOf([make('third'), make('first'), make('second'), make('other')])).toEqual(['first', 'second', 'third']);
  });

  test('leave out what is not confirmed, not for the public, for one district, or no line to ring', () => {
    const services = [
      make('first', { advice: 'check-first', phones: [], toCheck: ['ring'] }),
      make('second', { audience: 'own-behaviour' }),
      make('third', { areas: ['medway'] }),
    ];
    expect(idsOf(services)).toEqual([]);
    expect(idsOf([make('first', { help: ['refuge'] })])).toEqual([]);
  });

  test('leave out what nobody has looked at for more than half a year: paper cannot warn', () => {
    expect(idsOf([make('first', { readOn: '2026-05-27' }), make('second', { readOn: '2026-05-25' })])).toEqual([
      'first',
    ]);
  });
});

describe('quiet lines', () => {
  const name = 'Domestic abuse line';

  test('name no service that says what it is about, and no hours that do', () => {
    const services = [make('first', { name }), make('second', { name }), make('third', { name: 'Listeners' })];
    const lines = quietLines(linesFor(services, county, today));
    expect(lines.map((line) => [line.id, line.name])).toEqual([['first', '']]);
    const others = services.map((one, at) => ({
      ...one,
      phones: one.phones.map((phone) => ({ ...phone, number: `0${at}` })),
    }));
    expect(quietLines(linesFor(others, county, today)).map((line) => line.name)).toEqual(['', 'Listeners']);
  });

  test('begin with a line for anyone, since nothing says whom it is for', () => {
    const services = [make('first', { for: ['women'] }), make('second', { for: ['anyone'] })];
    expect(quietLines(linesFor(services, county, today))[0]?.id).toBe('second');
    expect(quietLines(linesFor([make('first', { for: ['women'] })], county, today))[0]?.id).toBe('first');
  });

  test('are as few as a reader can take in at once on a poster', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const all = linesFor(
      ids.map((id) => make(id)),
      { firstLine: 'a', shortList: ids },
      today,
    );
    expect(openLines(all).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});
