import path from 'node:path';
import * as z from 'zod/mini';
import { appendLine, readLines } from '../log.ts';

const figure = z.union([z.number(), z.literal('hidden')]);

const publishedSchema = z.strictObject({
  /** Such as `2026-Q4`. */
  quarter: z.string(),
  total: figure,
  tables: z.array(
    z.strictObject({
      id: z.string(),
      apart: z.boolean(),
      withheld: z.boolean(),
      rows: z.array(z.strictObject({ label: z.string(), figure })),
      rest: figure,
    }),
  ),
  /** The middle of the days until first contact; null where too few were reached to say. */
  median: z.nullable(z.number()),
});

/** What is given out about a quarter: figures alone, nothing that was counted. */
export type Published = z.infer<typeof publishedSchema>;

const file = (folder: string) => path.join(folder, 'published.jsonl');

/** What was given out before, by quarter. Throws `SpocFault` when the file cannot be read. */
export function readPublished(folder: string): Map<string, Published> {
  const lines = readLines(file(folder)).flatMap((line): Published[] => {
    try {
      const parsed = publishedSchema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
  // The first counts: two versions of the same quarter could be subtracted from one another.
  return new Map(lines.reverse().map((one) => [one.quarter, one]));
}

/** Keeps what is given out about a quarter, so that it is the same whenever it is asked for again. Throws `SpocFault`. */
export function keepPublished(folder: string, published: Published): void {
  appendLine(file(folder), JSON.stringify(published));
}
