import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readServices } from '#directory/service.ts';
import { runContent } from './command.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');
const root = mkdtempSync(path.join(tmpdir(), 'content-'));
const day = '2026-11-22';
afterAll(() => rmSync(root, { recursive: true, force: true }));

cpSync(path.join(project, 'content'), path.join(root, 'content'), { recursive: true });

let told: string[] = [];
/** What a test wrote or changed, and the text that stood there before, if any. */
const touched = new Map<string, string | null>();
beforeEach(() => {
  told = [];
});
afterEach(() => {
  for (const [file, before] of touched) before === null ? rmSync(file, { force: true }) : writeFileSync(file, before);
  touched.clear();
});

function run(args: string[], answers: string[] = [], today = day): Promise<number> {
  const left = [...answers];
  const ask = (question: string) => {
    const answer = left.shift();
    return answer === undefined ? Promise.reject(new Error(`nobody answers: ${question}`)) : Promise.resolve(answer);
  };
  return runContent(args, root, { ask, tell: (text) => told.push(text) }, today);
}

const at = (file: string) => path.join(root, 'content', file);
function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(at(file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  touched.set(at(file), before);
  writeFileSync(at(file), after);
}
const said = () => told.join('\n');

describe('content check', () => {
  test('finds the content of the project well', async () => {
    expect(await run(['check'])).toBe(0);
    expect(said()).toBe('All content is well.');
  });

  test('says file, field and how to mend it, for everything that is wrong at once', async () => {
    edit('national/services/galop.yaml', (text) => text.replace(/^summary:/m, 'sumary:'));
    edit('national/services/ndah.yaml', (text) => text.replace(/^readOn: .*$/m, 'readOn: yesterday'));
    expect(await run(['check'])).toBe(1);
    expect(said()).toContain('content/national/services/galop.yaml\n  - summary: is missing; add it (a text)');
    expect(said()).toContain('there is no field sumary (do you mean summary?)');
    expect(said()).toContain(
      'content/national/services/ndah.yaml\n  - readOn: must be a day such as 2026-11-21; it is "yesterday"',
    );
  });

  test('says which line is not YAML', async () => {
    edit('national/services/galop.yaml', (text) => `${text}\nhours: "open\n`);
    expect(await run(['check'])).toBe(1);
    expect(said()).toMatch(/galop\.yaml\n {2}- \(whole file\): is not YAML; .*line \d+/);
  });

  test.each([
    ['a remark', 'national/services/ndah.yaml', (text: string) => `${text}# It is at 12 Orchard Close.\n`, 'remark: '],
    [
      'a field',
      'national/services/ndah.yaml',
      (text: string) => text.replace(/^hours: .*$/m, 'hours: At CT1 2AB'),
      'hours: ',
    ],
    [
      'another language',
      'locales/ur/national/services/ndah.yaml',
      (text: string) => `${text.replace(/^hours:/m, 'bsl: 01233 331111\nhours:')}`,
      'bsl: ',
    ],
  ])('finds what tells where a place to stay is in %s', async (_, file, change, field) => {
    edit(file, change);
    expect(await run(['check'])).toBe(1);
    expect(said()).toContain(`content/${file}\n  - ${field}holds what looks like`);
  });

  test.each([
    [
      'national/services/galop.yaml',
      /^through: .*$|$(?![\s\S])/m,
      'through: nobody',
      'through: kent has no service nobody',
    ],
    ['counties/kent/county.yaml', /^firstLine: .*$/m, 'firstLine: nobody', 'firstLine: there is no service nobody'],
    [
      'counties/kent/services/victim-support-kent-medway.yaml',
      /^areas: .*$/m,
      'areas: [atlantis]',
      'areas: there is no atlantis; one of: county, ',
    ],
  ])('knows what does not exist in %s', async (file, field, text, problem) => {
    edit(file, (before) => before.replace(field, text));
    expect(await run(['check'])).toBe(1);
    expect(said()).toContain(`content/${file}\n  - ${problem}`);
  });

  test('knows words in another language that belong to no service', async () => {
    const gone = at('locales/ur/national/services/gone.yaml');
    cpSync(at('locales/ur/national/services/ndah.yaml'), gone);
    touched.set(gone, null);
    expect(await run(['check'])).toBe(1);
    expect(said()).toContain('national has no service gone; rename it or remove it');
  });
});

describe('content review', () => {
  test('lists what nobody has rung, the oldest first', async () => {
    edit('national/services/galop.yaml', (text) => text.replace(/^readOn: .*$/m, 'readOn: 2025-01-01'));
    expect(await run(['review', 'national'])).toBe(0);
    expect(said()).toMatch(
      /^\d+ to ring or read, the oldest first[^\n]*\n\n1\. [^\n]*Galop[^\n]* \(national\), last looked at 2025-01-01/i,
    );
    expect(said()).toContain('[ ] Ring 0808 2000 247: is it theirs');
    expect(said()).not.toMatch(/Ring 999:/);
  });

  test('lists no service that somebody has confirmed, until it is old', async () => {
    edit('national/services/ndah.yaml', (text) => text.replace(/^confirmedOn: .*$/m, `confirmedOn: ${day}`));
    await run(['review']);
    expect(said()).not.toContain('national/services/ndah.yaml');
    await run(['review'], [], '2027-08-01');
    expect(said()).toContain('national/services/ndah.yaml');
    expect(said()).toContain('It is over half a year old, and its page warns of that.');
  });

  test('knows no county that is not there', async () => {
    expect(await run(['review', 'atlantis'])).toBe(2);
    expect(said()).toContain('There is no county atlantis. There are: national, dorset, kent, lancashire.');
    expect(await run(['review', 'Kent'])).toBe(0);
  });
});

/** Answers to all questions, in their order; changed by the place of the question. */
const answers = (changes: Record<number, string> = {}) =>
  [
    'kent',
    'outreach, group',
    'Example help',
    'Example charity',
    'You can talk to someone.',
    'Anyone in Dover',
    '',
    '',
    'dover',
    '',
    'phone',
    'free',
    'Every weekday, 9am to 5pm',
    '',
    '',
    'Ring the number. / Say what you need.',
    '',
    '',
    'https://charity.example/help',
    '0808 157 0000',
    'yes',
    'yes',
    '',
  ].map((answer, place) => changes[place] ?? answer);

describe('content new service', () => {
  const file = 'counties/kent/services/example-help.yaml';
  beforeEach(() => touched.set(at(file), null));

  test('asks and writes a file that is right', async () => {
    expect(await run(['new', 'service'], answers())).toBe(0);
    expect(said()).toContain(`Written: content/${file}.`);
    const text = readFileSync(at(file), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/\.schemas\/service\.json\n/);
    expect(text).toMatch(/^id: example-help\naudience: public\nname: /m);
    expect(text).not.toMatch(/[&*]a1/);
    const service = readServices(at(''), 'kent').get('example-help');
    expect(service).toMatchObject({ areas: ['dover'], for: ['anyone'], advice: 'ready', confirmedOn: day });
    expect(service?.howTo).toEqual(['Ring the number.', 'Say what you need.']);
    expect(await run(['check'])).toBe(0);
  });

  test('keeps a number that nobody has rung off the page', async () => {
    const notRung = answers({ 20: 'no' });
    notRung.splice(21, 1, 'nobody', 'Galop');
    expect(await run(['new', 'service'], notRung)).toBe(0);
    const written = parse(readFileSync(at(file), 'utf8'));
    expect(written).toMatchObject({ phones: [], advice: 'check-first', confirmedOn: null, through: 'galop' });
    expect(said()).toContain('Not yet: there is no service nobody');
    expect(written.toCheck[0]).toContain('Ring 0808 157 0000');
  });

  test('sends people to the county’s first line where nothing else is said, so that no page is a dead end', async () => {
    const typed = answers({ 19: '' });
    typed.splice(20, 2, '');
    expect(await run(['new', 'service'], typed)).toBe(0);
    const written = parse(readFileSync(at(file), 'utf8'));
    expect(written).toMatchObject({ advice: 'no-contact-details', through: 'victim-support-kent-medway' });
    expect(await run(['check'])).toBe(0);
  });

  test('keeps help for people who use abuse off the others’ pages', async () => {
    const typed = answers({ 1: 'behaviour-change', 17: 'public' });
    typed.splice(18, 0, 'own-behaviour');
    expect(await run(['new', 'service'], typed)).toBe(0);
    expect(said()).toContain('Not yet: help for people who use abuse');
    expect(parse(readFileSync(at(file), 'utf8'))).toMatchObject({ audience: 'own-behaviour' });
  });

  test('takes capitals for small letters', async () => {
    expect(await run(['new', 'service'], answers({ 0: 'Kent', 1: 'Outreach', 8: 'Dover' }))).toBe(0);
    expect(parse(readFileSync(at(file), 'utf8'))).toMatchObject({ help: ['outreach'], areas: ['dover'] });
  });

  test('asks again until an answer is right, and says why', async () => {
    const typed = answers();
    typed.splice(1, 1, 'outreech', '', 'outreach');
    typed.splice(10, 0, 'atlantis');
    expect(await run(['new', 'service'], typed)).toBe(0);
    expect(said()).toContain('Not yet: there is no "outreech" (do you mean outreach?)');
    expect(said()).toContain('Not yet: there is no atlantis');
  });

  test('refuses what tells where a place to stay is', async () => {
    const typed = answers({ 1: 'refuge' });
    typed.splice(12, 0, 'At 12 Orchard Close');
    expect(await run(['new', 'service'], typed)).toBe(0);
    expect(said()).toContain('Not yet: hours: holds what looks like a street');
  });

  test('writes over nothing', async () => {
    const typed = answers({ 22: 'kidas' });
    touched.set(at('counties/kent/services/kidas-2.yaml'), null);
    expect(await run(['new', 'service'], [...typed, 'kidas-2'])).toBe(0);
    expect(said()).toContain('there is a kidas already');
  });
});

test('content schemas writes what the project has: run it again where this fails', async () => {
  rmSync(at('.schemas'), { recursive: true, force: true });
  expect(await run(['schemas'])).toBe(0);
  for (const name of readdirSync(at('.schemas'))) {
    const kept = readFileSync(path.join(project, 'content', '.schemas', name), 'utf8');
    expect(readFileSync(at(`.schemas/${name}`), 'utf8')).toBe(kept);
  }
  expect(JSON.parse(readFileSync(at('.schemas/service.json'), 'utf8')).required).toContain('summary');
});

test('says what there is when it is asked for something else', async () => {
  expect(await run([])).toBe(2);
  expect(await run(['help'])).toBe(0);
  expect(said()).toContain('npm run content -- review');
});
