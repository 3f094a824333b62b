import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.ts';
import { readServices } from '../../src/directory/service.ts';
import { readSite } from '../../src/directory/site.ts';
import { findTelling } from '../../src/i18n/telling.ts';
import { checksIn } from '../../src/materials/checks.ts';
import { codeFor } from '../../src/materials/code.ts';
import { linesFor, openLines, quietLines } from '../../src/materials/lines.ts';
import { quietPaper } from '../../src/materials/paper.ts';
import { sheets } from '../../src/materials/sheets.ts';
import { content, counties, textsOf } from './overlays.ts';

/** The day on which every service had been read; a later one prints fewer, which is tested where lines are chosen. */
const day = () => new Date('2026-11-22T12:00:00Z');
const kinds = ['quiet', 'strips', 'card', 'small'] as const;

/** A county as a site of its own, as it would be put on the web. */
function openCounty(id: string) {
  const origin = 'https://help.example.org';
  const site = readSite(content, { county: id, demo: false, origin, exitUrl: null, contacts: ['referrals'] });
  return { site, directory: createDirectory(content, site.county, day)() };
}

const cases = counties.flatMap((county) => openCounty(county).site.locales.map(({ tag }) => ({ county, tag })));

describe.each(cases)('on the paper of $county in $tag', ({ county, tag }) => {
  const { site, directory } = openCounty(county);
  const lines = linesFor(directory.local(tag), site.county, directory.day);
  const t = site.translate(tag);
  const emergency = site.service(tag, '999')?.phones[0]?.number ?? '';
  const papers = kinds.map((kind) =>
    quietPaper(kind, { t, tag, lines: quietLines(lines), emergency, code: codeFor(site, tag) }),
  );

  test('every number is one of the directory that may be shown', () => {
    const known = [...readServices(content, county).values()].filter(({ advice }) => advice === 'ready');
    const numbers = new Set(known.flatMap(({ phones }) => phones.map(({ number }) => number)));
    const printed = [...openLines(lines), ...papers.flatMap(({ rows }) => rows)].map(({ number }) => number);
    expect(openLines(lines).length).toBeGreaterThan(2);
    expect(printed.filter((number) => !numbers.has(number))).toEqual([]);
    expect(emergency).toBe('999');
    // Nothing else on it looks like a number to ring.
    const texts = papers.flatMap(({ rows, ...rest }) => [...textsOf({ ...rest, code: null }).values()]);
    expect(texts.filter((text) => /\d{3}[\d ]{2,}/.test(text.replace(/\b20\d\d\b/g, '')))).toEqual([]);
  });

  test('what is quiet holds no word that tells', () => {
    for (const paper of papers) {
      expect(paper.rows.length).toBeGreaterThan(0);
      expect(paper.rows.filter(({ name }) => name.trim() === '')).toEqual([]);
      const rows = paper.rows.map(({ name, number, hours }) => ({ name, number, hours }));
      const address = paper.code?.address ?? '';
      const seen = [...textsOf({ heading: paper.heading, text: paper.text, rows, asOf: paper.asOf, address }).values()];
      expect(seen.filter((text) => findTelling(text) !== null)).toEqual([]);
    }
    expect(papers[0]?.code?.address).toBe(`https://help.example.org/${tag}/`);
  });
});

test('each quiet sheet is one of those whose words are looked at here', () => {
  const quiet = sheets.flatMap(({ id, quiet: is }) => (is ? [id] : []));
  expect(quiet.filter((id) => !kinds.some((kind) => kind === id))).toEqual([]);
});

describe.each(openCounty('kent').site.locales)('the questions to think about in $english', ({ tag }) => {
  const checks = checksIn(openCounty('kent').site.translate(tag));

  test('have an answer of their own to each line', () => {
    const answers = checks.flatMap(({ lines }) => lines.map(({ answer }) => answer));
    expect(answers.length).toBeGreaterThan(20);
    expect(new Set(answers).size).toBe(answers.length);
    expect(answers.filter((answer) => answer.length < 40)).toEqual([]);
  });

  test('never conclude that there is nothing, and have names that do not tell', () => {
    const all =
      /(no|not|isn't) (domestic )?abuse|nothing to worry|(is|are) (fine|ok)\b|to nie przemoc|نہیں ہے ظلم|ظلم نہیں/i;
    const texts = checks.flatMap(({ lines, text }) => [text, ...lines.map(({ answer }) => answer)]);
    expect(texts.filter((text) => all.test(text))).toEqual([]);
    expect(checks.filter(({ name }) => findTelling(name) !== null)).toEqual([]);
  });
});
