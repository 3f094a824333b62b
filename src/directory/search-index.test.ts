import { describe, expect, test } from 'vitest';
import { buildFtsIndex } from './build-fts.ts';
import { forCodes, helpCodes } from './facets.ts';
import { createRandom, inventServices, wordOf } from './invented.ts';
import { openFtsIndex } from './search-fts.ts';
import type { IndexEntry, IndexQuery, ServiceIndex } from './search-index.ts';
import { createScanIndex } from './search-scan.ts';

const kinds: [string, (entries: readonly IndexEntry[]) => ServiceIndex][] = [
  ['scan', createScanIndex],
  ['FTS5', (entries) => openFtsIndex(buildFtsIndex(':memory:', entries))],
];

const entries: IndexEntry[] = [
  { id: 'a', tokens: ['help:refuge', 'area:county', 'visa', 'woman'] },
  { id: 'b', tokens: ['help:legal', 'area:county', 'visa', 'خواتين', 'name:visa'] },
  { id: 'c', tokens: ['help:legal', 'area:fa-AF', 'dog', '庇护', 'ਹਿੰਸਾ'] },
  { id: 'd', tokens: ['help:legal', 'help:refuge', 'dog', 'visa', 'সহিংসতা'] },
];
const ask = (query: Partial<IndexQuery>): IndexQuery => ({ must: [], words: [], close: [], first: [], ...query });

describe.each(kinds)('an index by %s', (_, create) => {
  const index = create(entries);
  const find = (query: Partial<IndexQuery>, limit = 10) => index.find(ask(query), limit);

  test('gives everything in its order where nothing is asked', () => {
    expect(find({})).toEqual(['a', 'b', 'c', 'd']);
    expect(index.size).toBe(4);
  });

  test('needs one token of every clause that must match', () => {
    expect(find({ must: [['help:legal'], ['dog', 'woman']] })).toEqual(['c', 'd']);
    expect(find({ must: [['help:legal', 'help:refuge']] })).toEqual(['a', 'b', 'c', 'd']);
    expect(find({ must: [['help:pets']] })).toEqual([]);
    expect(find({ must: [[]] })).toEqual([]);
  });

  test('puts more words first, then closer ones, then its order', () => {
    expect(find({ words: [['dog'], ['visa']] })).toEqual(['d', 'a', 'b', 'c']);
    expect(find({ words: [['dog'], ['visa']], close: [['name:visa']] })).toEqual(['d', 'b', 'a', 'c']);
    expect(find({ words: [['visa']], close: [['help:legal'], ['help:refuge']] })).toEqual(['d', 'a', 'b']);
  });

  test('puts what is named first before its equals, and no further', () => {
    expect(find({ first: ['d', 'nobody', 'b'] })).toEqual(['d', 'b', 'a', 'c']);
    expect(find({ words: [['visa']], close: [['help:refuge']], first: ['b', 'd'] })).toEqual(['d', 'a', 'b']);
    expect(find({ must: [['dog']], first: ['b', 'd'] }, 1)).toEqual(['d']);
  });

  test('finds nothing for words that nothing holds', () => {
    expect(find({ words: [['nothing']] })).toEqual([]);
    expect(find({ words: [[]] })).toEqual([]);
  });

  test('finds words of every script, whole', () => {
    expect(find({ words: [['خواتين']] })).toEqual(['b']);
    expect(find({ words: [['庇护']] })).toEqual(['c']);
    expect(find({ words: [['ਹਿੰਸਾ']] })).toEqual(['c']);
    expect(find({ words: [['ਹਿ']] })).toEqual([]);
    expect(find({ words: [['সহিংসতা']] })).toEqual(['d']);
  });

  test('gives no more than asked for, the best of them', () => {
    expect(find({ words: [['dog'], ['visa']] }, 2)).toEqual(['d', 'a']);
    expect(find({}, 0)).toEqual([]);
  });

  test('knows its words and not its facts', () => {
    expect(index.vocabulary.count('visa')).toBe(3);
    expect(index.vocabulary.count('help:legal')).toBe(0);
    expect(index.vocabulary.meant('vsia')).toEqual(['visa']);
  });

  test('takes tokens for what they are, whatever is typed', () => {
    const odd = ['"', "'", '*', 'a" OR "b', 'NOT', '^', 'tokens:x', ''];
    expect(odd.map((token) => find({ words: [[token]] }))).toEqual(odd.map(() => []));
  });

  test('holds nothing and answers', () => {
    expect(create([]).find(ask({ must: [['a']] }), 5)).toEqual([]);
    expect(create([]).find(ask({}), 5)).toEqual([]);
  });
});

test('both kinds give the same answer to everything', () => {
  const many = [...inventServices(700, 400, ['north', 'south'])];
  const [scan, fts] = kinds.map(([, create]) => create(many));
  const { below, pick } = createRandom(5);
  const some = (kind: string, list: readonly string[]) => [`${kind}:${pick(list)}`];
  for (let round = 0; round < 300; round += 1) {
    const query = ask({
      must: [...(below(2) ? [some('help', helpCodes)] : []), ...(below(2) ? [some('for', [...forCodes])] : [])],
      words: Array.from({ length: below(4) }, () => [wordOf(below(200)), wordOf(below(400))]),
      close: [...(below(2) ? [some('area', ['north', 'south', 'county'])] : []), ['ready:yes']],
      first: Array.from({ length: below(4) }, () => many[below(700)]?.id ?? ''),
    });
    const limit = 1 + below(30);
    expect(fts?.find(query, limit)).toEqual(scan?.find(query, limit));
  }
});
