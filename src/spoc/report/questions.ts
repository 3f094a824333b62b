import { fieldsOf } from '#forms/define.ts';
import type { Forms } from '#forms/index.ts';
import { levels, type Referral } from '#message/referral.ts';
import { type ReportFields, reportFields } from '../report-fields.ts';
import type { CountyLists } from './county-lists.ts';

/** A table of the report: its rows, which forms ask it, and the codes that a message answers. */
export type Question = {
  id: string;
  rows: { code: string; label: string }[];
  /** The ids of the forms that ask; null where every message has an answer. */
  forms: string[] | null;
  overlapping: boolean;
  /** Optional answers on equality, which stand apart. */
  apart: boolean;
  answer: (referral: Referral) => readonly string[];
};

type Single = Exclude<keyof ReportFields, 'contact' | 'equality'>;

const singles: Single[] = ['agencyType', 'area', 'risk', 'ageBand', 'children', 'repeat'];

/** The tables that the answers give, the same for the same forms and county whatever was sent; equality last. */
export function listQuestions(forms: Forms, lists: CountyLists): Question[] {
  const equality = new Set(Object.values(reportFields).flatMap((fields) => fields.equality ?? []));
  return [
    { ...all('route'), rows: [...forms.keys()].map((id) => ({ code: id, label: id })), answer: ({ form }) => [form] },
    ...singles.map((id) =>
      ask(id, (form) => (id === 'risk' && hasLevel(forms, form) ? null : reportFields[form]?.[id]), forms, lists),
    ),
    {
      ...all('language'),
      rows: [...lists.languages, 'other'].map((code) => ({ code, label: code })),
      answer: ({ language }) => [lists.languages.includes(language) ? language : 'other'],
    },
    ...[...equality].map((name) => ({
      ...ask(name, (form) => reportFields[form]?.equality?.find((one) => one === name), forms, lists),
      apart: true,
    })),
  ];
}

const all = (id: string) => ({ id, forms: null, overlapping: false, apart: false });

const hasLevel = (forms: Forms, id: string) => forms.get(id)?.form.level !== undefined;

/** A question by the field of each form that asks it; null stands for the level of risk, which is no field. */
function ask(
  id: string,
  fieldOf: (form: string) => string | null | undefined,
  forms: Forms,
  lists: CountyLists,
): Question {
  const asking = [...forms].filter(([form]) => fieldOf(form) !== undefined);
  const fields = asking.flatMap(([form, entry]) => {
    const field = fieldsOf(entry.form).find(({ name }) => name === fieldOf(form));
    const words = field ? entry.english.fields[field.name] : undefined;
    const options = (field?.options ?? levels).map((code) => ({
      code,
      label: words?.message?.options?.[code] ?? words?.options?.[code] ?? code,
    }));
    return [{ options: [...(field?.list === 'areas' ? lists.areas : []), ...options], control: field?.control }];
  });
  const rows = new Map(fields.flatMap(({ options }) => options.map((option) => [option.code, option])));
  return {
    id,
    rows: [...rows.values()],
    forms: asking.map(([form]) => form),
    overlapping: fields.some(({ control }) => control === 'checkboxes'),
    apart: false,
    answer: (referral) => {
      const field = fieldOf(referral.form);
      const answer = field === null ? referral.level : referral.answers[field ?? ''];
      // A code of the county's list is checked for its form alone: one that the county does not have counts as no answer.
      return (typeof answer === 'string' ? [answer] : (answer ?? [])).filter((code) => rows.has(code));
    },
  };
}
