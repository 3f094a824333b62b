import { isAnswered, textOf } from '#forms/answers.ts';
import type { Answer, Answers, Field, Form, Lists, Rules } from '#forms/define.ts';
import { fieldsOf, isPlain, senderOf } from '#forms/define.ts';
import { answersOnPath, stepsFor } from '#forms/path.ts';
import { optionLabel } from '#forms/present.ts';
import { type FormWords, fill } from '#forms/words.ts';
import { receivedCode } from './code.ts';
import words from './en.json' with { type: 'json' };
import type { Header } from './referral.ts';
import { showHidden } from './visible.ts';
import { keepNumbersWhole } from './whole-numbers.ts';

/** What the readable part is written from. `english` are the form's English words; `languageName` is in English. */
export type TextSource = {
  form: Form;
  answers: Answers;
  english: FormWords;
  lists: Lists;
  header: Header;
  languageName: string;
  /** The county's own rules, for forms that tell of risk. */
  rules: Rules;
  /** What the contact types back once the message is open (`code.ts`): the last lines. */
  code?: string;
  /** `https://host` of the site, for those lines; none where it is not known. */
  origin?: string | null;
};

function labelOf(field: Field, english: FormWords): string {
  const own = english.fields[field.name];
  return own?.message?.label ?? own?.label ?? field.name;
}

function codeLabel(field: Field, code: string, { english, lists }: TextSource): string {
  return english.fields[field.name]?.message?.options?.[code] ?? optionLabel(field, code, english, lists);
}

function plain(field: Field, answer: Answer, source: TextSource): string {
  if (typeof answer !== 'string') return answer.map((code) => codeLabel(field, code, source)).join('; ');
  if (field.options.length > 0 || field.list !== null) return codeLabel(field, answer, source);
  return keepNumbersWhole(showHidden(answer));
}

function row(field: Field, answer: Answer, source: TextSource): string {
  const value = plain(field, answer, source);
  const foreign = field.free && source.header.language !== 'en';
  const label = `${labelOf(field, source.english)}${foreign ? ` (${fill(words.ownWords, { language: source.languageName })})` : ''}`;
  // Own words are set in, so that no line of them can be taken for one of ours or for a boundary of the mail.
  if (!field.free && !value.includes('\n') && value.length < 200) return `${label}: ${value}`;
  return `${label}:\n${value
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}`;
}

/** The first lines: what keeps the person safe, so that danger, way and language are within ten lines. */
function headlines(source: TextSource, fields: Map<string, Field>): string[] {
  const { form, header, languageName } = source;
  const answers = answersOnPath(form, source.answers);
  const { danger, age, ways = [], language = [], care = [], first = [] } = form.roles;
  // A form about something else asks these only where it turns out to be about abuse.
  const asked = new Set(stepsFor(form, answers).flatMap((step) => step.fields.map(({ name }) => name)));
  const show = (name: string) => {
    const field = fields.get(name);
    const answer = answers[name];
    return field && answer !== undefined ? plain(field, answer, source).replaceAll('\n', ' / ') : words.notAnswered;
  };
  const given = (names: readonly string[]) =>
    names
      .filter((name) => answers[name] !== undefined)
      .map((name) => `${english(name, fields, source)}: ${shorten(show(name))}`);
  const used = ways
    .filter((way) => answers[way.use] === 'yes')
    .map((way) => {
      const to = way.to?.find((name) => answers[name] !== undefined);
      // No answer must not look like a no: somebody may read along whom nobody was asked about.
      const told = way.shared ? textOf(answers, way.shared) || 'unsaid' : '';
      const shared = words.shared[told as keyof typeof words.shared];
      // Who will ring has agreed to nothing else, however a number may stand further down.
      const alone = !way.to && !ways.some((other) => other !== way && answers[other.use] === 'yes');
      const known = [...(alone ? [words.onlyRings] : []), ...(shared ? [shared] : []), ...given(way.before ?? [])].join(
        '; ',
      );
      return `${english(way.use, fields, source)}${to ? ` ${show(to)}` : ''}${known ? ` (${known})` : ''}`;
    });
  const foreignReach =
    header.language !== 'en' &&
    [...fields.values()].some((field) => field.reach && field.free && isAnswered(answers[field.name]));
  const young = form.child === true || ['under-16', '16-17'].includes(textOf(answers, age ?? ''));
  const years = age === undefined ? '' : `: ${show(age)}`;
  const top = [
    ...(young ? [`${words.under18}${years}`] : []),
    ...(danger && asked.has(danger) ? [`${words.danger}: ${show(danger).toUpperCase()}`] : []),
    ...(form.level ? [`${words.level}: ${words.levels[form.level(answers, source.rules)]}`] : []),
    ...(age !== undefined && !young ? [`${words.age}${years}`] : []),
    ...(source.english.from ? [`${words.from}: ${source.english.from}`] : []),
  ];
  const cared = given(care);
  return [
    ...(top.length > 0 ? [top.join(' | ')] : []),
    ...(used.length > 0 || (form.aboutAbuse !== undefined && !ways.some(({ use }) => asked.has(use)))
      ? used
      : [words.noWay]
    ).map((way) => `${words.reach}: ${way}`),
    `${words.language}: ${[fill(words.writtenIn, { language: languageName }), ...given(language)].join('; ')}`,
    ...(foreignReach ? [fill(words.translateFirst, { language: languageName })] : []),
    ...(cared.length > 0 ? [`${words.care}: ${cared.join('; ')}`] : []),
    ...first.map((names) => given(names).join('; ')).filter(Boolean),
    words.unverified[senderOf(form, answers)],
  ];
}

/** A long answer is only begun in the first lines; all of it follows below. */
const shorten = (value: string) => ([...value].length > 120 ? `${[...value].slice(0, 120).join('')} …` : value);

const english = (name: string, fields: Map<string, Field>, source: TextSource) => {
  const field = fields.get(name);
  return field ? labelOf(field, source.english) : name;
};

/** The readable part of a message, in English, with the person's own words as they wrote them. Lines end in LF. */
export function writeText(source: TextSource): string {
  const { form, header } = source;
  const answers = answersOnPath(form, source.answers);
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]));
  const sections = stepsFor(form, answers).map((step) => ({
    title: source.english.steps[step.id]?.title ?? step.id,
    reach: step.fields.some((field) => field.reach),
    rows: step.fields.flatMap((field) => {
      const answer = answers[field.name];
      return answer === undefined ? [] : [row(field, answer, source)];
    }),
  }));
  const filled = sections.filter((section) => section.rows.length > 0);
  const ordered = [...filled.filter((section) => section.reach), ...filled.filter((section) => !section.reach)];
  return [
    ...headlines(source, fields),
    `${words.reference}: ${header.reference}`,
    '',
    ...ordered.flatMap((section) => [`== ${section.title}`, ...section.rows, '']),
    isPlain(form, answers) ? words.morePlain : words.more,
    ...(source.code === undefined
      ? []
      : [
          '',
          fill(words.tellOpened, { page: `${source.origin ?? ''}/received/` }),
          `${words.received}: ${receivedCode(header.reference, source.code)}`,
        ]),
    '',
  ].join('\n');
}
