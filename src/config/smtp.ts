import * as z from 'zod';
import { readNamedFile } from './fault.ts';

/** How mail leaves. */
export const settings = {
  MAIL_FROM: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_CA_FILE: z.string().trim().min(1).optional(),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  MAIL_FROM: 'the address the site sends from',
  SMTP_URL: 'smtp://user:password@host:587 (STARTTLS is required) or smtps://user:password@host:465',
  SMTP_CA_FILE: 'a file with the certificate authority of the mail server, in PEM',
};

/** A relay: its URL, which may hold a password, and the only authority to trust in PEM; null: the system's. */
export type SmtpConfig = { url: string; ca: string | null };

type Given = { [name in keyof typeof settings]?: string | undefined };

/** The relay, or null where none is set. Throws `ConfigError`. */
export function readSmtp({ SMTP_URL, SMTP_CA_FILE }: Given): SmtpConfig | null {
  if (!SMTP_URL) return null;
  return { url: SMTP_URL, ca: SMTP_CA_FILE ? readNamedFile('SMTP_CA_FILE', SMTP_CA_FILE) : null };
}
