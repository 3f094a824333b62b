import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { compareNames, readPublicServices, toPublicService } from './public-service.ts';
import { makeRecord, makeRefuge } from './testing/record.ts';
import { codeOf, uuidOf } from './uuid.ts';

const today = '2026-11-22';

describe('toPublicService', () => {
  test('leaves out what only editors may see', () => {
    const service = toPublicService(makeRecord({ toCheck: ['Ring and ask.'] }), 'kent', today);
    expect(service).not.toHaveProperty('toCheck');
    expect(JSON.stringify(service)).not.toContain('Ring and ask');
  });

  test.each(['check-first', 'no-contact-details'] as const)('shows no contact of a service that is %s', (advice) => {
    const record = makeRecord({ advice, email: 'ask@charity.example', textNumber: '07700 900123' });
    const service = toPublicService(record, 'kent', today);
    expect([service.phones, service.email, service.textNumber]).toEqual([[], null, null]);
    expect(JSON.stringify(service)).not.toMatch(/0808|07700|ask@/);
  });

  test('keeps the contact of one that is ready', () => {
    expect(toPublicService(makeRecord(), 'kent', today).phones).toHaveLength(1);
  });

  test('shows how full a service is only while that holds, and never for a place to stay', () => {
    const availability = { state: 'open', on: '2026-11-10' } as const;
    expect(toPublicService(makeRecord({ availability }), 'kent', today).availability).toEqual(availability);
    expect(toPublicService(makeRecord({ availability }), 'kent', '2026-11-25').availability).toBeNull();
    expect(toPublicService(makeRefuge({ availability }), 'kent', today).availability).toBeNull();
  });

  test('gives the same id and page code in every build, others in another pack', () => {
    const one = toPublicService(makeRecord(), 'kent', today);
    expect(toPublicService(makeRecord({ name: 'Renamed' }), 'kent', '2027-01-01')).toMatchObject({
      uuid: one.uuid,
      code: one.code,
    });
    const other = toPublicService(makeRecord(), 'dorset', today);
    expect([other.uuid, other.code]).not.toContain(one.uuid);
    expect(other.code).not.toBe(one.code);
  });
});

describe('readPublicServices', () => {
  function write(records: Record<string, ReturnType<typeof makeRecord>[]>): string {
    const root = mkdtempSync(path.join(tmpdir(), 'services-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    for (const [pack, services] of Object.entries(records)) {
      const folder = path.join(root, pack, 'services');
      mkdirSync(folder, { recursive: true });
      for (const one of services) {
        writeFileSync(path.join(folder, `${one.id}.yaml`), stringify({ ...one, availability: null }));
      }
    }
    return root;
  }

  test('gives the county’s and the national ones by name, each with where it comes from', () => {
    const [own, shared] = [makeRecord({ id: 'own', name: 'B' }), makeRecord({ id: 'shared', name: 'A' })];
    const services = readPublicServices(write({ 'counties/kent': [own], national: [shared] }), 'kent', today);
    expect(services.map(({ id, pack }) => [id, pack])).toEqual([
      ['shared', 'national'],
      ['own', 'kent'],
    ]);
  });

  test('leaves out what nobody looked at for a year, but no helpline', () => {
    const readOn = '2025-11-21';
    const line = makeRecord({ id: 'line', readOn });
    const other = makeRecord({ id: 'other', readOn, help: ['outreach'] });
    const services = readPublicServices(write({ 'counties/kent': [line, other] }), 'kent', today);
    expect(services.map(({ id }) => id)).toEqual(['line']);
  });
});

describe('ids', () => {
  // Fixed for ever: others store them.
  test('do not change from one version of the project to the next', () => {
    expect(uuidOf('service/national/ndah')).toBe('ac061c56-8095-55db-be28-778bfc077939');
    expect(codeOf('service/national/ndah')).toBe('x9bxf37w');
  });

  test('are version 5 UUIDs and codes of eight signs that spell nothing', () => {
    const names = Array.from({ length: 500 }, (_, index) => `service/kent/s-${index}`);
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(names.filter((name) => !uuid.test(uuidOf(name)))).toEqual([]);
    expect(names.filter((name) => !/^[bcdfghjkmnpqrtvwxz2346789]{8}$/.test(codeOf(name)))).toEqual([]);
    expect(new Set(names.map(uuidOf)).size).toBe(500);
    expect(new Set(names.map(codeOf)).size).toBe(500);
  });
});

test('services stand by name, as English readers expect, then by id', () => {
  const named = (name: string, id: string) => ({ name, id });
  const sorted = [named('b', '1'), named('Á', '2'), named('B', '0'), named('a', '9'), named('a', '3')].sort(
    compareNames,
  );
  expect(sorted.map(({ id }) => id)).toEqual(['3', '9', '2', '1', '0']);
});
