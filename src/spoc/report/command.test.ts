import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '../testing/contact.ts';

const { folder, inFolder, keyFile, write, run } = await createContact();
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const referenceOf = (number: number) => `TEST-23${signs[Math.floor(number / 30)]}${signs[number % 30]}`;
const report = (...args: string[]) =>
  run('report', '--key', keyFile, '--log', inFolder('log'), ...args, inFolder('inbox'));

/** The figures of a CSV by quarter, table and row. */
async function figures(...args: string[]): Promise<Map<string, string>> {
  const { out, exit } = await report('--csv', ...args);
  expect(exit).toBe(0);
  const rows = out
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(1, -1).split('","'));
  return new Map(
    rows.map(([quarter, part, table, row, figure = '']) => [[quarter, part, table, row].join(' / '), figure]),
  );
}

async function send(
  number: number,
  sent: string,
  more: { form?: string; answers?: Record<string, string>; language?: string },
) {
  const { form = 'self-referral', answers = {}, language = 'en' } = more;
  const reach: Record<string, string> = form === 'self-referral' ? { ringUs: 'yes', permission: 'yes' } : {};
  const message = { form, reference: referenceOf(number), answers: { ...reach, ...answers }, sent, language };
  await write(`inbox/${String(number).padStart(3, '0')}.eml`, message);
}

beforeAll(async () => {
  mkdirSync(inFolder('inbox'));
  for (let at = 0; at < 30; at += 1) {
    const area = at < 12 ? 'maidstone' : at < 27 ? 'swale' : 'thanet';
    await send(at, `2026-${10 + (at % 3)}-10T10:00:00Z`, {
      answers: { area, age: '26-59' },
      language: at < 20 ? 'en' : 'pl',
    });
    // Written down later than what came after it: the day counts, not the order of the lines.
    if (at < 14) await run('log', referenceOf(at), 'declined', '--on', '2027-01-10', '--log', inFolder('log'));
    if (at < 14)
      await run(
        'log',
        referenceOf(at),
        'reached',
        '--on',
        `2026-${10 + (at % 3)}-${at < 10 ? 11 : 20}`,
        '--log',
        inFolder('log'),
      );
  }
  const agency = { form: 'professional' };
  for (let at = 30; at < 42; at += 1)
    await send(at, '2026-11-05T09:00:00Z', {
      ...agency,
      answers: { agencyType: 'police', repeat: 'no', equalityGender: 'woman' },
    });
  await send(42, '2026-11-06T09:00:00Z', {
    ...agency,
    answers: { agencyType: 'school', repeat: 'yes', equalityGender: 'non-binary' },
  });
  // In London this is 1 October, and in UTC still September.
  await send(43, '2026-09-30T23:30:00Z', { ...agency, answers: { agencyType: 'police' } });
  await send(44, '2026-08-01T09:00:00Z', {});
}, 60_000);

describe('a report', () => {
  test('counts by month, form, agency, area, age, language and equality, with every row there is', async () => {
    const found = await figures();
    expect(found.get('2026-Q4 / messages / messages / all')).toBe('45');
    expect(found.get('2026-Q4 / messages / month / second month')).toBe('25');
    expect(found.get('2026-Q4 / messages / route / self-referral')).toBe('30');
    expect(found.get('2026-Q4 / messages / route / programme')).toBe('0');
    expect(found.get('2026-Q4 / messages / agencyType / Police')).toBe('*');
    expect(found.get('2026-Q4 / messages / area / Ashford')).toBe('0');
    expect(found.get('2026-Q4 / messages / area / Thanet')).toBe('*');
    expect(found.get('2026-Q4 / messages / language / pl')).toBe('10');
    expect([...found.keys()].filter((key) => / \/ agencyType \/ /.test(key)).length).toBeGreaterThan(14);
    expect([...found.keys()].filter((key) => key.includes('/ equality / equalityGender /')).length).toBe(7);
  });

  test('tells how soon people were reached', async () => {
    const found = await figures('--within', '2');
    expect(found.get('2026-Q4 / messages / first contact / within 2 days')).toBe('*');
    expect((await figures('--within', '10')).get('2026-Q4 / messages / first contact / within 10 days')).toBe('15');
    expect((await figures('--within', '10')).get('2026-Q4 / messages / time to first contact / median, days')).toBe(
      '1',
    );
  });

  test('shows no number under five and nothing that was answered', async () => {
    const { out } = await report();
    expect(out).toMatch(/^Messages, 2026-Q4$/m);
    expect(out).toMatch(/EQUALITY \(optional answers, kept apart from the rest\)/);
    expect(out.split('EQUALITY (')[0]).not.toContain('GENDER');
    expect(out.split('EQUALITY (')[1]).toContain('GENDER');
    const numbers = [...out.matchAll(/ (\d+)$/gm)].map(([, number]) => Number(number));
    expect(numbers.filter((number) => number % 5 !== 0 && number !== 1)).toEqual([]);
    for (const reference of [0, 42].map(referenceOf)) expect(out).not.toContain(reference);
  });
});

describe('two reports', () => {
  test('of different stretches have nothing that can be subtracted', async () => {
    const [one, two] = [
      await figures('--from', '2026-10', '--to', '2026-12'),
      await figures('--from', '2026-07', '--to', '2026-12'),
    ];
    for (const [key, figure] of one) expect(two.get(key)).toBe(figure);
    expect([...two.keys()].every((key) => key.startsWith('2026-Q3 ') || one.has(key))).toBe(true);
    expect((await report('--from', '2026-10', '--to', '2026-11')).exit).toBe(2);
    expect((await report('--from', '2026-01', '--to', '2027-03')).exit).toBe(2);
  });

  test('of the same quarter are the same once it was given out, whatever came since', async () => {
    expect((await report()).err).toContain('DRAFT');
    const before = await figures('--final');
    for (let at = 50; at < 60; at += 1) await send(at, '2026-12-05T09:00:00Z', { answers: { area: 'thanet' } });
    expect((await report()).err).toBe('');
    expect(await figures()).toEqual(before);
    const kept = readFileSync(path.join(inFolder('log'), 'published.jsonl'), 'utf8');
    expect(kept).not.toMatch(/TEST-23|"(figure|rest|total)":[1-4]\b/);
  });
});

describe('what cannot be counted is named', () => {
  test('a copy counts once; another message under its reference, a bare one and a stranger do not', async () => {
    mkdirSync(inFolder('odd'));
    const eml = readFileSync(inFolder('inbox/044.eml'), 'utf8');
    writeFileSync(inFolder('odd/1.eml'), eml);
    writeFileSync(inFolder('odd/2.eml'), eml);
    const odd = { form: 'self-referral', sent: '2026-08-02T09:00:00Z' };
    const forged = { ...odd, reference: referenceOf(44), answers: { ringUs: 'yes', permission: 'yes', name: 'x' } };
    await write('odd/3.eml', forged);
    writeFileSync(inFolder('odd/4.asc'), eml.slice(eml.indexOf('-----BEGIN')));
    writeFileSync(inFolder('odd/5.eml'), 'hello');
    const { exit, out, err } = await run(
      'report',
      '--key',
      keyFile,
      '--log',
      inFolder('log2'),
      '--from',
      '2026-07',
      '--to',
      '2026-09',
      inFolder('odd'),
    );
    expect(exit).toBe(1);
    expect(err.split('\n').filter((line) => line.includes('is not counted'))).toHaveLength(3);
    expect(err).toContain(`${path.join(folder, 'odd/3.eml')} is not counted: another message has its reference`);
    expect(out).toMatch(/all +\*$/m);
  });

  test('and a wrong county or promise is a mistake', async () => {
    expect(await report('--county', '../kent')).toMatchObject({ exit: 2, out: '' });
    expect(await report('--county', 'nowhere')).toMatchObject({ exit: 2, out: '' });
    expect(await report('--within', 'soon')).toMatchObject({ exit: 2, out: '' });
  });
});
