import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { explainIssue } from './explain.ts';

/** A calendar day, `YYYY-MM-DD`. */
export const isoDay = z.iso.date();

/** Where a fact was read, when, and what the page said of its own date. */
export const source = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  readOn: isoDay,
  pageDate: z.string(),
});

/** What is wrong with a content file, in words for the person who edits it. */
export class ContentError extends Error {
  readonly file: string;
  constructor(file: string, problems: string[]) {
    super(`${file}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ContentError';
    this.file = file;
  }
}

/** Parses one YAML file against `schema`. Throws `ContentError` with every wrong field and how it is wrong. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const shown = path.relative(process.cwd(), file);
  let raw: unknown;
  try {
    raw = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ContentError(shown, [error instanceof Error ? error.message : 'could not be read']);
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new ContentError(
    shown,
    result.error.issues.map((issue) => explainIssue(issue, raw, fieldsOf(schema))),
  );
}

/** The names of a file's fields, so that a slip in one can be named. */
function fieldsOf(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
