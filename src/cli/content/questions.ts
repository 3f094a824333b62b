import { accessCodes, forCodes, helpCodes, howCodes } from '#directory/facets.ts';
import type { ServiceRecord } from '#directory/service.ts';

/** One question of `new service`: the field it fills and how a typed answer becomes its value. */
export type Question = {
  field: keyof ServiceRecord;
  ask: string;
  /** Codes to choose from, shown with the question. */
  codes?: readonly string[];
  read: (answer: string) => unknown;
};

const text = (answer: string) => (answer === '' ? undefined : answer);
const textOrNothing = (answer: string) => (answer === '' ? null : answer);
/** Codes are small letters, whatever a telephone's keyboard makes of the first. */
const list = (answer: string) =>
  answer
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((one) => one !== '');
const listOr =
  (usual: readonly string[]) =>
  (answer: string): string[] =>
    answer === '' ? [...usual] : list(answer);
const steps = (answer: string) => {
  const found = answer.split('/').map((step) => step.trim());
  return found.filter((step) => step !== '');
};

/** What is asked of every new service, in order. Kinds of help come first: they say whether it is a place to stay. */
export function questionsFor(areas: readonly string[]): Question[] {
  const usualArea = areas[0] ?? 'national';
  return [
    {
      field: 'help',
      ask: 'Which kinds of help? Write one or more, with spaces between.',
      codes: helpCodes,
      read: list,
    },
    { field: 'name', ask: 'What is it called? As people will hear it when it is answered.', read: text },
    { field: 'organisation', ask: 'Which organisation gives it?', read: text },
    { field: 'summary', ask: 'What do they do? About 25 plain words, "you can ...".', read: text },
    { field: 'whoFor', ask: 'Who is it for? In words.', read: text },
    {
      field: 'for',
      ask: 'And as codes? Only groups it really takes; nothing: anyone.',
      codes: forCodes,
      read: listOr(['anyone']),
    },
    {
      field: 'notFor',
      ask: 'Who is it not for, said kindly, and where can they turn? Nothing if no source says.',
      read: textOrNothing,
    },
    { field: 'areas', ask: `Whom does it serve? Nothing: ${usualArea}.`, codes: areas, read: listOr([usualArea]) },
    { field: 'access', ask: 'Who can ask for it? Nothing: self.', codes: accessCodes, read: listOr(['self']) },
    { field: 'how', ask: 'How is contact made?', codes: howCodes, read: listOr([]) },
    {
      field: 'cost',
      ask: 'What does it cost? Nothing: unknown.',
      codes: ['free', 'paid', 'depends', 'unknown'],
      read: (answer) => (answer === '' ? 'unknown' : answer),
    },
    { field: 'hours', ask: 'When is it open? In words, such as: Monday to Friday, 9am to 5pm.', read: text },
    { field: 'languages', ask: 'Which languages? In English words; nothing if not known.', read: textOrNothing },
    { field: 'website', ask: 'Their web address? Only if you have opened it; nothing if not.', read: textOrNothing },
    {
      field: 'howTo',
      ask: 'How do people make contact? Steps with / between: Ring the number. / Say what you need.',
      read: steps,
    },
    { field: 'whatHappens', ask: 'What happens then? Nothing if no source says.', read: textOrNothing },
    {
      field: 'audience',
      ask: 'On whose pages? own-behaviour: a page of its own for people who use abuse, never among the others. Nothing: public.',
      codes: ['public', 'professional', 'own-behaviour'],
      read: (answer) => (answer === '' ? 'public' : answer.toLowerCase()),
    },
  ];
}
