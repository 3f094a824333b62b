import words from './en.json' with { type: 'json' };

/** What the page says. In English, as the readable part of the messages is. */
export { words };

/** Puts values in the places of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The text for a number of things. */
export const count = (forms: { one: string; other: string }, number: number) =>
  fill(number === 1 ? forms.one : forms.other, { count: number });
