import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { findLeaks, findPlaceLeaks } from '#directory/confidential.ts';
import { readCounty } from '#directory/county.ts';
import { explainIssue } from '#directory/explain.ts';
import { accommodationCodes } from '#directory/facets.ts';
import { type ServiceRecord, serviceSchema } from '#directory/service.ts';
import { findMisplaced } from './audience.ts';
import { folderOf, listCounties, listServiceFiles } from './packs.ts';
import { type Question, questionsFor } from './questions.ts';
import { schemaLine } from './schemas.ts';

/** Who is asked and told: a person at a terminal, or a test. `ask` gives one line without its end. */
export type Talk = { ask: (question: string) => Promise<string>; tell: (text: string) => void };

type Answers = Record<string, unknown>;

/**
 * Asks for a new service, each answer until it is right, and writes its file. What nobody is sure of goes into the
 * editors' list and not onto the page. Gives the file's path.
 * @param today `YYYY-MM-DD`
 */
export async function writeNewService(content: string, { ask, tell }: Talk, today: string): Promise<string> {
  const packs = ['national', ...listCounties(content)];
  const pack = await askCode({ ask, tell }, `Where does it belong? One of: ${packs.join(', ')}.`, (answer) => {
    const chosen = answer.toLowerCase();
    return packs.includes(chosen) ? { value: chosen } : { says: `there is no ${answer}` };
  });
  const county = pack === 'national' ? null : readCounty(content, pack);
  const areas = county ? ['county', ...[...county.areas, ...county.neighbours].map(({ id }) => id)] : ['national'];
  const answers: Answers = { textNumber: null, chat: null, bsl: null, phones: [], readOn: today, confirmedOn: null };
  for (const question of questionsFor(areas)) {
    answers[question.field] = await askUntil({ ask, tell }, questionText(question), (answer) =>
      readAnswer(question, answer, answers, areas),
    );
  }
  await askSource({ ask, tell }, answers, today);
  await askNumber({ ask, tell }, answers, today);
  if (answers['advice'] !== 'ready') {
    const packFiles = listServiceFiles(content, ['national', pack]);
    await askThrough({ ask, tell }, answers, [...new Set(packFiles.map(({ id }) => id))], county?.firstLine ?? null);
  }
  const folder = path.join(folderOf(content, pack), 'services');
  const usual = slugOf(String(answers['name']));
  const id = await askCode({ ask, tell }, `A short name for its file? Nothing: ${usual}.`, (answer) => {
    const chosen = answer === '' ? usual : answer;
    if (existsSync(path.join(folder, `${chosen}.yaml`))) return { says: `there is a ${chosen} already` };
    return readAnswer({ field: 'id', read: () => chosen }, answer, answers, areas);
  });
  const file = path.join(folder, `${id}.yaml`);
  const record = serviceSchema.parse({ id, ...answers });
  const leaks = findPlaceLeaks(record);
  if (leaks.length > 0) throw new Error(`not written: ${leaks.join('; ')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, schemaLine(content, file, 'service') + writeRecord({ id, ...answers }));
  return file;
}

/** In the order of the schema, and every source in full: an alias is a riddle to whoever edits the file. */
function writeRecord(record: Answers): string {
  const fields = Object.keys(serviceSchema.shape).filter((field) => field in record);
  const ordered = Object.fromEntries(fields.map((field) => [field, record[field]]));
  return stringify(ordered, { lineWidth: 120, aliasDuplicateObjects: false });
}

async function askSource(talk: Talk, answers: Answers, today: string): Promise<void> {
  const sources = await askUntil(talk, 'On which web page did you read this? Its whole address.', (answer) =>
    readAnswer({ field: 'sources', read: (url) => [{ url, readOn: today, pageDate: 'undated' }] }, answer, answers, []),
  );
  answers['sources'] = sources;
}

/** A number nobody has rung is written down for editors and shown to nobody. */
async function askNumber(talk: Talk, answers: Answers, today: string): Promise<void> {
  const [source] = answers['sources'] as unknown[];
  const phoneOf = (number: string) => [{ number, label: answers['name'], hours: answers['hours'], free: null, source }];
  const phones = await askUntil(talk, 'Their telephone number? Nothing if there is none.', (answer) =>
    answer === '' ? { value: [] } : readAnswer({ field: 'phones', read: phoneOf }, answer, answers, []),
  );
  const [phone] = phones as { number: string; free: boolean | null }[];
  if (!phone) {
    answers['advice'] = 'no-contact-details';
    return;
  }
  const yes = (answer: string) => ({ value: /^y(es)?$/i.test(answer) });
  if (await askUntil(talk, 'Have you rung it today, and is it theirs? yes or no.', yes)) {
    phone.free = (await askUntil(talk, 'Is the call free, as they or a source say? yes or no.', yes)) ? true : null;
    Object.assign(answers, { phones, advice: 'ready', confirmedOn: today });
    return;
  }
  const hours = String(answers['hours']);
  Object.assign(answers, {
    advice: 'check-first',
    toCheck: [`Ring ${phone.number}: is it theirs, and is this right: ${hours}?`],
  });
  talk.tell('The number stands on the editors’ list until somebody has rung it.');
}

/** Whom the page tells people to ring while this service's own number is not known: no page may be a dead end. */
async function askThrough(
  talk: Talk,
  answers: Answers,
  services: readonly string[],
  usual: string | null,
): Promise<void> {
  const question = `Whom can people ring meanwhile? The short name of a service's file${usual ? `; nothing: ${usual}` : ''}.`;
  answers['through'] = await askUntil(talk, question, (answer) => {
    const chosen = answer === '' ? usual : answer.toLowerCase();
    if (chosen === null)
      return answers['website'] ? { value: null } : { says: 'without a number or a website one is needed' };
    return services.includes(chosen) ? { value: chosen } : { says: `there is no service ${answer}` };
  });
}

type Reading = { value: unknown } | { says: string };

/** What an answer means for its field, or what is wrong with it: against the schema, and for what tells of a place. */
function readAnswer(
  { field, read, codes }: Pick<Question, 'field' | 'read'> & { codes?: readonly string[] },
  answer: string,
  answers: Answers,
  areas: readonly string[],
): Reading {
  const value = read(answer);
  const result = serviceSchema.shape[field].safeParse(value);
  if (!result.success) {
    return {
      says: result.error.issues
        .map((issue) => explainIssue(issue, value).replace(/^(\(whole file\)|[\d.]+): /, ''))
        .join('; '),
    };
  }
  const unknown = field === 'areas' ? (value as string[]).filter((area) => !areas.includes(area)) : [];
  if (unknown.length > 0) return { says: `there is no ${unknown.join(', ')}; one of: ${(codes ?? areas).join(', ')}` };
  const misplaced = field === 'audience' ? findMisplaced({ ...answers, audience: value } as ServiceRecord) : null;
  if (misplaced) return { says: misplaced };
  const kinds = answers['help'];
  const isPlace = Array.isArray(kinds) && kinds.some((code) => accommodationCodes.includes(code));
  const leaks = isPlace && field !== 'help' ? findLeaks({ [field]: value }) : [];
  return leaks.length > 0 ? { says: leaks.join('; ') } : { value };
}

async function askUntil(talk: Talk, question: string, read: (answer: string) => Reading): Promise<unknown> {
  for (;;) {
    const reading = read((await talk.ask(`\n${question}\n> `)).trim());
    if ('value' in reading) return reading.value;
    talk.tell(`Not yet: ${reading.says}.`);
  }
}

async function askCode(talk: Talk, question: string, read: (answer: string) => Reading): Promise<string> {
  return String(await askUntil(talk, question, read));
}

function questionText({ ask, codes }: Question): string {
  return codes ? `${ask}\n  ${codes.join(', ')}` : ask;
}

function slugOf(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
