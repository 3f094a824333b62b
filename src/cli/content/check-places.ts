import { findLeaks } from '#directory/confidential.ts';

/**
 * How a place to stay is called in the languages of the content. For another language the English text of the same page
 * or service decides as well, so a word that is missing here is no way around.
 */
const names = /\b(?:refuges?|safe ?houses?|places? to stay|shelters?)\b|schronisk|پناہ گاہ|شیلٹر/i;

/** Whether a text names a place to stay. */
export const namesPlaceToStay = (text: string) => names.test(text);

/**
 * What tells where a place is, in those texts of `value` that name a place to stay: an outreach service may say where its
 * office is, and must not say it of its refuge. As `findLeaks` says it.
 */
export function findNamedLeaks(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return namesPlaceToStay(value) ? findLeaks({ [field]: value }) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => findNamedLeaks(inner, field === '' ? key : `${field}.${key}`));
}
