import type { Answer } from '#forms/define.ts';
import { fieldsOf } from '#forms/define.ts';
import type { Forms } from '#forms/index.ts';
import { showHidden } from '#message/visible.ts';
import { writeCsv } from './csv.ts';
import type { Opened } from './open-messages.ts';
import { reportFields } from './report-fields.ts';

/**
 * Messages as CSV, a row each: reference, form, when the site took it (UTC), language of the pages, level of risk, then a column for
 * every field of the forms that occur, named after it, and the names of what was attached. Several codes are joined with
 * "; ". Optional answers on equality are left out: they are counted in the report, and kept apart from people's cases.
 */
export function writeAnswers(messages: readonly Opened[], forms: Forms): string {
  const occurring = [...forms.values()].filter(({ form }) =>
    messages.some(({ judged }) => judged.referral?.form === form.id),
  );
  const fields = new Set(
    occurring.flatMap(({ form }) => {
      const apart = reportFields[form.id]?.equality ?? [];
      return fieldsOf(form)
        .map(({ name }) => name)
        .filter((name) => !apart.includes(name));
    }),
  );
  const rows = messages.flatMap(({ sent, judged: { referral, attached } }) => {
    if (!referral) return [];
    const apart: readonly string[] = reportFields[referral.form]?.equality ?? [];
    return [
      [
        referral.reference,
        referral.form,
        sent?.toISOString().slice(0, 16) ?? '',
        referral.language,
        referral.level ?? '',
        ...[...fields].map((name) => (apart.includes(name) ? '' : textOf(referral.answers[name]))),
        attached.map(({ name }) => name).join('; '),
      ],
    ];
  });
  return writeCsv([['reference', 'form', 'sent', 'pageLanguage', 'level', ...fields, 'attachments'], ...rows]);
}

function textOf(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  return showHidden(typeof answer === 'string' ? answer : answer.join('; '));
}
