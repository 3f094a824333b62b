import { describe, expect, test } from 'vitest';
import type { FullService, ListedService, Page, TaxonomyTerm } from '#directory/oruk/shapes.ts';
import { type PublicService, toPublicService } from '#directory/public-service.ts';
import type { ServiceRecord } from '#directory/service.ts';
import { makeRecord, makeRefuge } from '#directory/testing/record.ts';
import { createOpenReferral } from './oruk.ts';

const day = '2026-11-22';
const county = {
  id: 'kent',
  name: 'Kent',
  areas: [{ id: 'dover', name: 'Dover', code: 'E07000108' }],
  neighbours: [{ id: 'medway', name: 'Medway', code: 'E06000035' }],
};
const records: ServiceRecord[] = [
  makeRecord({ id: 'first-line', name: 'First line', help: ['helpline'], website: 'https://line.example/' }),
  makeRecord({
    id: 'dover-work',
    name: 'Dover outreach',
    help: ['outreach'],
    areas: ['dover', 'medway'],
    cost: 'free',
  }),
  makeRecord({
    id: 'checked',
    name: 'Checked',
    confirmedOn: '2026-11-22',
    languages: 'English and Urdu. Interpreters.',
    availability: { state: 'waiting', on: '2026-11-19' },
  }),
  makeRecord({
    id: 'unsure',
    name: 'Unsure',
    advice: 'check-first',
    through: 'first-line',
    toCheck: ['Ring 0808 999.'],
  }),
  makeRefuge({ advice: 'ready' }),
  makeRecord({ id: 'marac', name: 'Marac', audience: 'professional' }),
  makeRecord({
    id: 'change',
    name: 'Change',
    audience: 'own-behaviour',
    help: ['behaviour-change'],
    for: ['uses-abuse'],
  }),
];

function serve(services: PublicService[]) {
  const feed = createOpenReferral(() => ({ day, services }), county);
  const ask = (address: string) => {
    const [path = '', query = ''] = address.split('?');
    return feed(`/api/oruk${path}`, new URLSearchParams(query));
  };
  return { ask, get: <T>(address: string) => ask(address)?.value as T };
}

const services = records.map((record) => toPublicService(record, 'kent', day));
const { ask, get } = serve(services);
const idOf = (id: string) => services.find((service) => service.id === id)?.uuid;
const full = (id: string) => get<FullService>(`/services/${idOf(id)}`);
const names = (address: string) => get<Page<{ name: string }>>(address).contents.map(({ name }) => name);

describe('the open feed', () => {
  test('says which standard it follows, with and without a slash', () => {
    expect(get('')).toMatchObject({ version: 'HSDS-UK-3.0' });
    expect(get('/')).toEqual(get(''));
    expect(ask('/nothing')?.status).toBe(404);
    expect(ask('/services/1/2')?.status).toBe(404);
    expect(ask('/services/00000000-0000-4000-8000-000000000000')?.status).toBe(404);
    expect(ask('/services/constructor')?.status).toBe(404);
    expect(ask('/service_at_locations')?.status).toBe(404);
  });

  test('leaves addresses alone that are not its own', () => {
    const feed = createOpenReferral(() => ({ day, services }), county);
    expect(['/', '/api/orukx', '/en/'].map((path) => feed(path, new URLSearchParams()))).toEqual([null, null, null]);
  });

  test('holds every public service once, whatever the size of a page, and none for professionals', () => {
    const walk = (size: number) => {
      const first = get<Page<ListedService>>(`/services?per_page=${size}`);
      const pages = Array.from({ length: first.total_pages }, (_, page) =>
        get<Page<ListedService>>(`/services?per_page=${size}&page=${page + 1}`),
      );
      return pages.flatMap(({ contents }) => contents.map(({ id }) => id));
    };
    const open = services.filter(({ audience }) => audience !== 'professional').map(({ uuid }) => uuid);
    for (const size of [1, 4, 1000]) expect(walk(size).sort()).toEqual(open.sort());
    expect(ask(`/services/${idOf('marac')}`)?.status).toBe(404);
    expect(JSON.stringify(get('/services?full=true'))).not.toContain('Marac');
    expect(JSON.stringify(get('/organizations'))).not.toContain('Marac');
  });

  test('describes a page', () => {
    expect(get('/services?per_page=4&page=2')).toMatchObject({
      total_items: 6,
      total_pages: 2,
      page_number: 2,
      size: 2,
      first_page: false,
      last_page: true,
      empty: false,
    });
    expect(get('/services?per_page=4&page=9')).toMatchObject({ size: 0, contents: [], last_page: true, empty: false });
    expect(serve([]).get('/services')).toMatchObject({ total_items: 0, total_pages: 0, empty: true, last_page: true });
  });

  test.each(['page=0', 'page=x', 'per_page=-1', 'page=1.5', 'modified_after=yesterday', 'format=ndjson'])(
    'says what is wrong with %s',
    (query) => expect(ask(`/services?${query}`)).toMatchObject({ status: 400 }),
  );

  test('narrows by term, taxonomy, organisation, words and change', () => {
    const terms = get<Page<TaxonomyTerm>>('/taxonomy_terms?per_page=1000').contents;
    const outreach = terms.find(({ code, taxonomy }) => code === 'outreach' && taxonomy === 'Kind of help');
    expect(names(`/services?taxonomy_term_id=${outreach?.id}`)).toEqual(['Dover outreach']);
    expect(names(`/services?taxonomy_id=${outreach?.taxonomy_id}`)).toHaveLength(6);
    expect(names('/services?taxonomy_id=none')).toEqual([]);
    const [listed] = get<Page<ListedService>>('/services').contents;
    expect(names(`/services?organization_id=${listed?.organization_id}`)).toHaveLength(6);
    expect(names('/services?search=OUTREACH')).toEqual(['Dover outreach']);
    expect(names('/services?modified_after=2026-11-21T12:00:00Z')).toEqual(['Checked']);
    expect(names('/services?modified_after=2026-11-21')).toHaveLength(6);
  });

  test('gives lists of one value a field, whole services with full, ids and days with minimal', () => {
    const [listed] = get<Page<object>>('/services').contents;
    expect(listed).not.toHaveProperty('attributes');
    const [whole] = get<Page<FullService>>('/services?full=true').contents;
    expect(whole?.attributes.length).toBeGreaterThan(1);
    const minimal = get<Page<object>>('/services?minimal=true');
    expect(minimal.size).toBe(6);
    expect(Object.keys(minimal.contents[0] ?? {})).toEqual(['id', 'name', 'status', 'last_modified']);
  });

  test('says of each service whether anybody has rung, and when its source was read', () => {
    expect(full('first-line')).toMatchObject({
      assured_date: '2026-11-21',
      alert: 'Nobody has rung to confirm these details; their source was read on 2026-11-21.',
    });
    expect(full('checked')).toMatchObject({
      assured_date: '2026-11-22',
      alert: 'Confirmed by a person on 2026-11-22. On 2026-11-19 it said that it has a waiting list.',
    });
  });

  test('gives no contact that is not confirmed, but whom to ask instead', () => {
    const unsure = full('unsure');
    expect(unsure).not.toHaveProperty('phones');
    expect(unsure.alert).toContain('Meanwhile ask First line: 0808 157 0000.');
    expect(JSON.stringify(unsure)).not.toContain('0808 999');
  });

  test('says nothing of where anything is, and no town number for a place to stay', () => {
    for (const { id } of get<Page<ListedService>>('/services').contents) {
      const text = JSON.stringify(get(`/services/${id}`));
      expect(text).not.toMatch(/"(service_at_locations|location|latitude|longitude|addresses?|address_1|postal_code)"/);
    }
    expect(JSON.stringify(full('example-refuge'))).not.toMatch(/"number":"0[12]/);
  });

  test('names areas by their official codes, languages by tag', () => {
    expect(full('dover-work').service_areas).toMatchObject([
      { name: 'Dover', uri: 'http://statistics.data.gov.uk/id/statistical-geography/E07000108' },
      { name: 'Medway' },
    ]);
    expect(full('first-line').service_areas).toMatchObject([{ name: 'Kent' }]);
    expect(full('checked').languages).toMatchObject([{ code: 'en' }, { code: 'ur', name: 'Urdu' }]);
    expect(full('checked').interpretation_services).toContain('Interpreters');
  });

  test('holds no null and no empty text', () => {
    const bad: string[] = [];
    JSON.stringify(get('/services?full=true'), (key, value: unknown) => {
      if (value === null || value === '') bad.push(key);
      return value;
    });
    expect(bad).toEqual([]);
  });

  test('says that a service takes nobody while it says so itself', () => {
    const closed = makeRecord({ availability: { state: 'closed', on: '2026-11-20' } });
    const { get: of } = serve([toPublicService(closed, 'kent', day)]);
    expect(of<Page<ListedService>>('/services').contents[0]?.status).toBe('temporarily closed');
  });

  test('is made anew for another day', () => {
    let today = day;
    const feed = createOpenReferral(() => ({ day: today, services }), county);
    const alert = () => JSON.stringify(feed('/api/oruk/services', new URLSearchParams())?.value);
    expect(alert()).not.toContain('out of date');
    today = '2027-08-01';
    expect(alert()).toContain('out of date');
  });
});
