import * as z from 'zod/mini';
import { isAnswered } from '#forms/answers.ts';
import type { Answers, Form, Level, Rules } from '#forms/define.ts';
import { fieldsOf } from '#forms/define.ts';
import type { Definitions } from '#forms/index.ts';
import { answersOnPath } from '#forms/path.ts';

/** What every message says about itself beside the answers. */
export type Header = {
  reference: string;
  /** The language the person used, as a BCP 47 tag. */
  language: string;
  /** The dates of the words the person was shown. */
  versions: { privacy: string; permission: string };
};

/** `referral.json`: the answers as codes, for the contact's own systems. */
export type Referral = Header & { schema: string; form: string; level?: Level; answers: Answers };

/** The levels of risk that a form which asks for risk can tell of. */
export const levels = ['high', 'below-high', 'not-known'] as const satisfies readonly Level[];

/** The name of a form's published schema, `<form>-<version>`; the file is `schemas/<name>.json` on the site. */
export const schemaName = (form: Form) => `${form.id}-${form.version}`;

/** The shape of a form's `referral.json`. Fields that the person did not answer are absent. */
export function referralSchema(form: Form) {
  const answers = Object.fromEntries(fieldsOf(form).map((field) => [field.name, z.optional(field.schema)]));
  return z.strictObject({
    schema: z.literal(schemaName(form)),
    form: z.literal(form.id),
    reference: z.string().check(z.regex(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)),
    language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
    versions: z.strictObject({ privacy: z.iso.date(), permission: z.iso.date() }),
    ...(form.level ? { level: z.enum(levels) } : {}),
    answers: z.strictObject(answers),
  });
}

/** The JSON of one message: answers of the steps that were on the way, and only those that were answered. */
export function writeReferral(form: Form, answers: Answers, header: Header, rules: Rules): string {
  const onPath = answersOnPath(form, answers);
  const referral: Referral = {
    schema: schemaName(form),
    form: form.id,
    reference: header.reference,
    language: header.language,
    versions: header.versions,
    ...(form.level ? { level: form.level(onPath, rules) } : {}),
    answers: onPath,
  };
  return JSON.stringify(referral, null, 2);
}

/**
 * Checks a `referral.json` again, as whoever opens a message must: a browser may have sealed anything. Problems name
 * fields, never answers.
 */
export function readReferral(
  text: string,
  forms: Definitions,
): { ok: true; referral: Referral } | { ok: false; problems: string[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, problems: ['not JSON'] };
  }
  const id = raw !== null && typeof raw === 'object' && 'form' in raw ? String(raw.form) : '';
  const form = forms.get(id)?.form;
  if (!form) return { ok: false, problems: ['form: not one of ours'] };
  const result = referralSchema(form).safeParse(raw);
  if (!result.success) {
    return { ok: false, problems: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`) };
  }
  const referral = result.data as Referral;
  const empty = Object.entries(referral.answers).filter(([, answer]) => !isAnswered(answer));
  return empty.length > 0
    ? { ok: false, problems: empty.map(([name]) => `answers.${name}: empty`) }
    : { ok: true, referral };
}
