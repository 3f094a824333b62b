import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { BuildOptions } from '#config';

/** The options that show in the pages. Folders do not: a build may be moved. */
const settings = {
  county: 'COUNTY',
  demo: 'DEMO',
  origin: 'PUBLIC_ORIGIN',
  exitUrl: 'EXIT_URL',
  resendDays: 'RESEND_DAYS',
  contacts: 'the contacts that have an address',
  serverSeals: 'the contacts whose profile has the server seal',
  sentOpen: 'the contacts whose profile is tls-only',
} as const;

const contactNames = z.array(z.enum(['referrals', 'behaviour', 'feedback', 'editors', 'training']));

const recordSchema = z.strictObject({
  options: z.object({
    county: z.string(),
    demo: z.boolean(),
    origin: z.string().nullable(),
    exitUrl: z.string().nullable(),
    resendDays: z.number(),
    contacts: contactNames,
    serverSeals: contactNames,
    sentOpen: contactNames,
  }),
  /** A hash of everything that was built from. */
  sources: z.string(),
});

/** What a build was made of and for. */
export type BuildRecord = z.infer<typeof recordSchema>;

/** Where the record of a build lies. */
export const recordFile = (output: string) => path.join(output, 'build.json');

/** The record of the build in a folder, or null where there is no whole build. */
export function readBuildRecord(output: string): BuildRecord | null {
  const file = recordFile(output);
  if (!existsSync(file)) return null;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Cut short, or of an earlier version: as good as none, so that the start says what to do.
    return null;
  }
}

/** The settings in which a start differs from the build, by the name of the setting. */
export function differences(built: BuildRecord['options'], wanted: BuildOptions): string[] {
  return (Object.keys(settings) as (keyof typeof settings)[])
    .filter((key) => String(built[key]) !== String(wanted[key]))
    .map((key) => settings[key]);
}
