import type { Field, Form } from '#forms/define.ts';
import { fieldsOf } from '#forms/define.ts';
import { levels, schemaName } from './referral.ts';

/** A JSON Schema (2020-12), as far as we write one. */
export type JsonSchema = { [keyword: string]: unknown };

const day = { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

/** Not blank: an answer that was left empty is absent. `\s` in ECMA-262 is what `trim` takes away. */
const notBlank = '\\S';

/** The rules of `telephone` and `email` in `#forms/fields.ts`, as patterns without flags; a test holds them to each other. */
const telephone = '^(?=(?:\\P{Nd}*\\p{Nd}){3,20}\\P{Nd}*$)[\\p{Nd}\\s()+.\\-/x#]*$';
const label = '[A-Za-z\\d](?:[A-Za-z\\d\\-]{0,61}[A-Za-z\\d])?';
const email = `^\\s*[\\w.!#$%&'*+/=?^\`{|}~\\-]+@${label}(?:\\.${label})+\\s*$`;

/** A code of the county's own list has this form; which there are is the county's business. */
const listed = { type: 'string', pattern: '^[a-z0-9\\-]{1,40}$' };

/** What one answer may be. `maxLength` counts code points, as JSON Schema has it and as the form does. */
function answerSchema({ control, max, options, list }: Field): JsonSchema {
  const codes = { type: 'string', enum: options };
  switch (control) {
    case 'checkboxes':
      return { type: 'array', items: codes, minItems: 1, uniqueItems: true };
    case 'date':
      return day;
    case 'number':
      return { type: 'string', pattern: '^\\s*\\d+\\s*$', description: `A whole number from 0 to ${max}.` };
    case 'tel':
      return { type: 'string', maxLength: max, pattern: telephone };
    case 'email':
      return { type: 'string', maxLength: max, pattern: email };
    case 'text':
    case 'textarea':
      return { type: 'string', maxLength: max, pattern: notBlank };
    default:
      return list === null ? codes : listed;
  }
}

/**
 * The JSON Schema of a form's `referral.json`, for the contact's own systems: published with the site, never changed
 * under the same name. It takes exactly what `readReferral` takes, except that a calendar decides which days exist.
 */
export function publishedSchema(form: Form): JsonSchema {
  const name = schemaName(form);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:no-wrong-door:${name}`,
    title: name,
    description: 'Answers that a person sent. A question that was not answered is absent.',
    type: 'object',
    additionalProperties: false,
    required: ['schema', 'form', 'reference', 'language', 'versions', ...(form.level ? ['level'] : []), 'answers'],
    properties: {
      schema: { const: name },
      form: { const: form.id },
      reference: { type: 'string', pattern: '^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$' },
      language: {
        description: 'The language of the pages, as a BCP 47 tag.',
        type: 'string',
        pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      },
      versions: {
        description: 'The dates of the words that the person was shown.',
        type: 'object',
        additionalProperties: false,
        required: ['privacy', 'permission'],
        properties: { privacy: day, permission: day },
      },
      ...(form.level ? { level: { description: 'The risk that the answers tell of.', enum: [...levels] } } : {}),
      answers: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(fieldsOf(form).map((field) => [field.name, answerSchema(field)])),
      },
    },
  };
}
