import * as z from 'zod';
import { readNamedFile } from './fault.ts';

/** Where deliveries and bookings are kept, and the keys of what the server itself must read again. */
export const settings = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_CA_FILE: z.string().trim().min(1).optional(),
  DRAFT_KEYS: z
    .string()
    .regex(/^[A-Za-z0-9+/=]{44}(,[A-Za-z0-9+/=]{44})*$/)
    .optional(),
  MIN_FREE_MB: z.coerce.number().int().min(0).max(100_000).default(50),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  DATABASE_URL: 'postgres://user:password@host:5432/database (TLS is required, except on this machine)',
  DATABASE_CA_FILE: 'a file with the certificate authority of the PostgreSQL server, in PEM',
  DRAFT_KEYS: '32 bytes in base64, the newest first, separated by commas',
  MIN_FREE_MB: 'whole megabytes that must stay free on the disk of DATA_DIR, 0 or more',
};

/** PostgreSQL: its URL, which may hold a password, and the only authority to trust in PEM; null: the system's. */
export type DatabaseConfig = { url: string; ca: string | null };

type Given = { [name in 'DATABASE_URL' | 'DATABASE_CA_FILE']?: string | undefined };

/** The PostgreSQL to use, or null for SQLite in the data folder. Throws `ConfigError`. */
export function readDatabase({ DATABASE_URL, DATABASE_CA_FILE }: Given): DatabaseConfig | null {
  if (!DATABASE_URL) return null;
  return { url: DATABASE_URL, ca: DATABASE_CA_FILE ? readNamedFile('DATABASE_CA_FILE', DATABASE_CA_FILE) : null };
}
