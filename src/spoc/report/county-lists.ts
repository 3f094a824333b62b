import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { SpocFault } from '../fault.ts';
import { readText } from '../files.ts';

const code = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));
const schema = z.object({ areas: z.array(z.object({ id: code, name: z.string() })), languages: z.array(z.string()) });

/** What a county's file says that the report has rows for: its areas, and the languages of its pages. */
export type CountyLists = { areas: { code: string; label: string }[]; languages: string[] };

/**
 * Reads them from the county's own file, so that the report has the same rows each time, and a row is never made of what
 * somebody sent. Throws `SpocFault` when there is no such county.
 */
export function readCountyLists(county: string): CountyLists {
  if (!/^[a-z-]+$/.test(county)) throw new SpocFault(2, '--county is the name of a folder in content/counties');
  const file = path.join('content', 'counties', county, 'county.yaml');
  const lists = schema.safeParse(parse(readText(file)));
  if (!lists.success) throw new SpocFault(2, `${file}: areas or languages cannot be read`);
  const { areas, languages } = lists.data;
  return { areas: areas.map(({ id, name }) => ({ code: id, label: name })), languages };
}
