import { describe, expect, test } from 'vitest';
import { buildFtsIndex } from './build-fts.ts';
import { forCodes, helpCodes, howCodes } from './facets.ts';
import { createRandom } from './invented.ts';
import { prepareSearch, type SearchRequest, search } from './search.ts';
import { openFtsIndex } from './search-fts.ts';
import { createScanIndex } from './search-scan.ts';
import { smallCounty, smallDirectory } from './testing/services.ts';

const synonyms = {
  en: [
    { phrases: ['hit me', 'hurts me'], help: ['helpline' as const, 'outreach' as const], emergency: false },
    { phrases: ['stay'], help: ['workplace' as const], emergency: false },
    { phrases: ['somewhere to stay', 'kicked out'], help: ['refuge' as const], emergency: false },
    { phrases: ['my dog'], help: ['pets' as const], emergency: false },
    { phrases: ['am I abusive'], help: ['behaviour-change' as const], emergency: false },
    { phrases: ['knife', "can't breathe"], help: [], emergency: true },
  ],
  ur: [{ phrases: ['مجھے مارتا ہے'], help: ['outreach' as const], emergency: false }],
};

/** The small directory with a helpline of another country, in order of name. */
const entries = [...smallDirectory(), abroad('scotland-line', 'scotland')].sort((a, b) => (a.id < b.id ? -1 : 1));

const indexes = [
  ['scan', createScanIndex(entries)],
  ['FTS5', openFtsIndex(buildFtsIndex(':memory:', entries))],
] as const;

function abroad(id: string, area: string) {
  const facts = ['audience:public', `area:${area}`, 'help:helpline', 'for:anyone', 'takes:women', 'takes:men'];
  return { id, tokens: [...facts, 'ready:yes', 'line:yes', 'local:yes', id] };
}

describe.each(indexes)('search by %s', (_, index) => {
  const ask = (request: Partial<SearchRequest>) => {
    const { locale = 'en' } = request;
    return search(index, { locale, ...request }, prepareSearch(smallCounty, synonyms, locale));
  };

  test('puts what serves the district before the county and the country, never a neighbour', () => {
    const { found, relaxed } = ask({ areas: ['dover'] });
    expect(found[0]).toBe('dover-outreach');
    expect(found.slice(1, 3)).toEqual(['county-line', 'kent-outreach']);
    expect(found).not.toContain('one-stop-shop');
    expect(found).not.toContain('medway-line');
    expect(relaxed).toEqual([]);
  });

  test("gives a neighbour's people their own services and the national ones", () => {
    const { found, lines } = ask({ areas: ['medway'] });
    expect(found[0]).toBe('medway-line');
    expect([...found, ...lines]).not.toContain('county-line');
    expect(lines).toContain('national-line');
  });

  test('shows whoever lives elsewhere what serves the whole country alone', () => {
    const { found, lines } = ask({ areas: ['national'] });
    expect(lines).toContain('national-line');
    for (const local of ['county-line', 'kent-outreach', 'medway-line', 'scotland-line'])
      expect([...found, ...lines]).not.toContain(local);
  });

  test("puts a neighbour's services and another country's after all others where no place was chosen", () => {
    const { found, lines } = ask({});
    expect(found.slice(-2).sort()).toEqual(['medway-line', 'scotland-line']);
    expect(lines).not.toContain('scotland-line');
    expect(ask({ areas: ['dover'] }).found).not.toContain('scotland-line');
    expect(ask({ words: 'scotland' }).found[0]).toBe('scotland-line');
  });

  test("keeps to the county's own order among equals", () => {
    const county = { ...smallCounty, firstLine: 'national-line', shortList: ['mens-line', 'kent-outreach'] };
    const { found, lines } = search(index, { locale: 'en', help: ['helpline'] }, prepareSearch(county, {}, 'en'));
    expect(found.indexOf('national-line')).toBeLessThan(found.indexOf('mens-line'));
    expect(lines.slice(0, 2)).toEqual(['national-line', 'mens-line']);
    const forWomen = search(index, { locale: 'en', for: ['women'] }, prepareSearch(county, {}, 'en'));
    expect(forWomen.lines[0]).toBe('national-line');
    expect(forWomen.lines).not.toContain('mens-line');
  });

  test('shows men nothing that only women can use, and the other way round', () => {
    expect(ask({ for: ['men', 'black-minoritised'] }).found).not.toContain('urdu-line');
    expect(ask({ for: ['men'] }).found[0]).toBe('mens-line');
    expect(ask({ for: ['men'] }).lines).toContain('mens-line');
    expect(ask({ for: ['women'] }).found).not.toContain('mens-line');
    expect(ask({ for: ['women'] }).lines).not.toContain('mens-line');
  });

  test('finds by language, own speakers before interpreters', () => {
    expect(ask({ language: 'ur' }).found).toEqual(['urdu-line', 'kent-outreach']);
  });

  test.each([
    ['he hit me again', ['county-line', 'dover-outreach']],
    ['he hit on me', ['county-line']],
    ['I need somewhere to stay', ['refuge']],
    ['he kicked me out', ['refuge']],
    ['what about my dog', ['dogs-away']],
    ['visas', ['visa-advice']],
    ['viza', ['visa-advice']],
    ['immigration visa', ['visa-advice']],
  ])('finds for %j what helps', (words, expected) => {
    expect(ask({ words }).found.slice(0, 3)).toEqual(expect.arrayContaining(expected));
  });

  test('takes the longest phrase for what is meant', () => {
    expect(ask({ words: 'somewhere to stay' }).understood.help).toEqual(['refuge']);
  });

  test('understands people who mix languages', () => {
    expect(ask({ words: 'مجھے مارتا ہے', locale: 'ur' }).found.slice(0, 2)).toEqual([
      'dover-outreach',
      'kent-outreach',
    ]);
    expect(ask({ words: 'kicked out', locale: 'ur' }).found[0]).toBe('refuge');
  });

  test('takes a place among the words for the area, without hiding anything', () => {
    const { found, understood } = ask({ words: 'outreach in Capel le Ferne' });
    expect(understood.areas).toEqual(['dover']);
    expect(found[0]).toBe('dover-outreach');
    expect(found).toContain('kent-outreach');
  });

  test('flags danger now', () => {
    expect(ask({ words: 'he has a knife' }).emergency).toBe(true);
    expect(ask({ words: 'I cant breathe' }).emergency).toBe(true);
    expect(ask({ words: 'my dog' }).emergency).toBe(false);
  });

  test('keeps services for people who use abuse off all other results', () => {
    const asked = [
      {},
      { words: 'am i abusive' },
      { help: ['behaviour-change' as const] },
      { for: ['uses-abuse' as const] },
    ];
    for (const request of asked) {
      const { found, lines } = ask(request);
      expect([...found, ...lines]).not.toEqual(expect.arrayContaining(['change-course']));
      expect([...found, ...lines]).not.toEqual(expect.arrayContaining(['respect-line']));
    }
    expect(asked.map((request) => ask(request).ownBehaviour)).toEqual([false, true, true, true]);
    expect(ask({ words: 'am i abusive' })).toMatchObject({ understood: { help: [] }, relaxed: [] });
    expect(ask({ audience: 'own-behaviour' }).found).toEqual(['change-course', 'respect-line']);
    expect(ask({ audience: 'own-behaviour' }).lines).toEqual(['respect-line']);
  });

  test("shows professionals' services to professionals alone", () => {
    expect(ask({ help: ['idva'] }).found).toEqual(['kent-outreach']);
    expect(ask({ help: ['idva'], audience: 'professional' }).found).toEqual(['kent-outreach', 'marac']);
  });

  test('drops the weakest facet and says which', () => {
    expect(ask({ help: ['pets'], how: ['in-person'] })).toMatchObject({ found: ['dogs-away'], relaxed: ['how'] });
    expect(ask({ help: ['refuge'], for: ['men'], how: ['text'] })).toMatchObject({
      found: ['refuge'],
      relaxed: ['how', 'for'],
    });
    expect(ask({ help: ['refuge'], for: ['men'] }).relaxed).toEqual(['for']);
    expect(ask({ help: ['pets'], words: 'qqqq' })).toMatchObject({ found: ['dogs-away'], relaxed: ['words'] });
    expect(ask({ help: ['technology'], areas: ['dover'] })).toMatchObject({ relaxed: ['help'] });
  });

  test('shows lines first where the words mean nothing here', () => {
    const { found, relaxed } = ask({ words: 'qqqq zzzz' });
    expect(relaxed).toEqual(['words']);
    expect(found[0]).toBe('county-line');
  });

  test('has the first line first among the lines', () => {
    expect(ask({}).lines[0]).toBe('county-line');
    expect(ask({}).lines).not.toContain('unchecked-line');
  });

  test('never gives an empty answer', () => {
    const { below, pick } = createRandom(11);
    const words = ['hit me', 'dog', 'xx', '؟', 'Dover', 'a b c d e f g', '', 'knife', '"', 'خواتین'];
    for (let round = 0; round < 500; round += 1) {
      const { found, lines } = ask({
        ...(below(2) ? { areas: [pick(['ashford', 'dover', 'medway', 'nowhere'])] } : {}),
        ...(below(2) ? { help: [pick(helpCodes)] } : {}),
        ...(below(2) ? { for: [pick(forCodes), pick(forCodes)] } : {}),
        ...(below(2) ? { how: [pick(howCodes)] } : {}),
        ...(below(2) ? { language: pick(['ur', 'pl', 'bfi', 'xx']) } : {}),
        words: pick(words),
      });
      expect(found.length).toBeGreaterThan(0);
      expect(lines).toContain('national-line');
    }
  });
});
