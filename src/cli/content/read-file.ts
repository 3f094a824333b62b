import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type * as z from 'zod';
import { explainIssue } from '#directory/explain.ts';

/** One thing that is wrong: in which file, and "field: what is wrong and how to mend it". */
export type Problem = { file: string; says: string };

/** A content file as it was read; `value` is null where it does not fit its schema. */
export type ReadFile<T> = { value: T | null; remarks: string; problems: Problem[] };

/** Reads one YAML file against a schema, with every problem in it, and its remarks, which are public like all else. */
export function readFile<T>(file: string, schema: z.ZodType<T> & { shape: object }): ReadFile<T> {
  const text = readFileSync(file, 'utf8');
  const remarks = text
    .split('\n')
    .flatMap((line) => line.match(/(?:^|\s)#\s(.*)$/)?.[1] ?? [])
    .join('\n');
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    // The parser's own words name line and column, then show the line.
    const says = error instanceof Error ? error.message.split('\n')[0] : 'cannot be read';
    return { value: null, remarks, problems: [{ file, says: `(whole file): is not YAML; ${says}` }] };
  }
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data, remarks, problems: [] };
  const fields = Object.keys(schema.shape);
  const problems = result.error.issues.map((issue) => ({ file, says: explainIssue(issue, raw, fields) }));
  return { value: null, remarks, problems };
}
