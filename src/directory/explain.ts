import type * as z from 'zod';
import { countSlips } from './vocabulary.ts';

/**
 * What is wrong with a field and how to mend it, for somebody who edits content and does not program: "help.0: there is
 * no "refuje"; do you mean "refuge"?".
 * @param raw the whole value that was looked at, to say what stands there now
 * @param fields names that the file may have at its top, to guess at a misspelt one
 */
export function explainIssue(issue: z.core.$ZodIssue, raw: unknown, fields: readonly string[] = []): string {
  const field = issue.path.map(String).join('.') || '(whole file)';
  return `${field}: ${say(issue, valueAt(raw, issue.path), fields)}`;
}

function say(issue: z.core.$ZodIssue, value: unknown, fields: readonly string[]): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `is missing; add it (${kinds[issue.expected] ?? issue.expected})`
        : `must be ${kinds[issue.expected] ?? issue.expected}; it is ${shown(value)}`;
    case 'unrecognized_keys':
      return issue.keys
        .map((key) => `there is no field ${key}${guess(key, fields)}; mend its name or take it out`)
        .join('; ');
    case 'invalid_value': {
      const values = issue.values.map(String);
      return `there is no ${shown(value)}${guess(String(value), values)}; one of: ${values.join(', ')}`;
    }
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? issue.message}; it is ${shown(value)}`;
    case 'too_small':
      return issue.origin === 'array' ? 'must hold at least one line; add one, each after "- "' : issue.message;
    default:
      return issue.message;
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list, each line after "- "',
  object: 'several fields, each on a line of its own',
};

const formats: Record<string, string> = {
  date: 'a day such as 2026-11-21',
  url: 'a web address that begins with https://',
  email: 'an email address',
};

function shown(value: unknown): string {
  return value === null ? 'null (nothing)' : JSON.stringify(value);
}

function guess(word: string, known: readonly string[]): string {
  const near = known
    .map((one) => ({ one, slips: countSlips(word.toLowerCase(), one.toLowerCase(), 3) }))
    .filter(({ slips }) => slips <= 3)
    .sort((a, b) => a.slips - b.slips);
  return near[0] ? ` (do you mean ${near[0].one}?)` : '';
}

function valueAt(raw: unknown, way: readonly PropertyKey[]): unknown {
  return way.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
}
