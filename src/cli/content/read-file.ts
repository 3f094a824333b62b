import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { explainIssue } from '#directory/explain.ts';

/** One thing that is wrong: in which file, and "field: what is wrong and how to mend it". */
export type Problem = { file: string; says: string };

/** A content file as it was read; `value` is null where it does not fit its schema. */
export type ReadFile<T> = { value: T | null; remarks: string; problems: Problem[] };

/** Reads one YAML file against a schema, with every problem in it, and its remarks, which are public like all else. */
export function readFile<T>(file: string, schema: z.ZodType<T>): ReadFile<T> {
  if (!existsSync(file)) return { value: null, remarks: '', problems: [{ file, says: '(whole file): is missing' }] };
  const text = readFileSync(file, 'utf8');
  const remarks = remarksOf(text);
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
  const fields = fieldsOf(schema);
  const problems = result.error.issues.map((issue) => ({ file, says: explainIssue(issue, raw, fields) }));
  return { value: null, remarks, problems };
}

function remarksOf(text: string): string {
  const found = text.split(/\r?\n/).flatMap((line) => line.match(/(?:^|\s)#\s(.*)$/)?.[1] ?? []);
  return found.join('\n');
}

/** The names a file may have at its top, so that a slip in one can be named. */
function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
}
