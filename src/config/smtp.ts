import * as z from 'zod';
import { ConfigError, readNamedFile } from './fault.ts';

const text = z.string().trim().min(1);

/** How mail leaves. */
export const settings = {
  MAIL_FROM: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_CA_FILE: text.optional(),
  SMTP_TOKEN_URL: z.url({ protocol: /^https$/ }).optional(),
  SMTP_CLIENT_ID: text.optional(),
  SMTP_CLIENT_SECRET: text.optional(),
  SMTP_CLIENT_SECRET_FILE: text.optional(),
  SMTP_SCOPE: text.default('https://outlook.office365.com/.default'),
  SMTP_PER_MINUTE: z.coerce.number().int().min(0).max(10_000).default(0),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  MAIL_FROM: 'the address the site sends from',
  SMTP_URL: 'smtp://user:password@host:587 (STARTTLS is required) or smtps://user:password@host:465',
  SMTP_CA_FILE: 'a file with the certificate authority of the mail server, in PEM',
  SMTP_TOKEN_URL: 'where tokens come from, such as https://login.microsoftonline.com/TENANT/oauth2/v2.0/token',
  SMTP_CLIENT_ID: 'the id under which the site is registered there',
  SMTP_CLIENT_SECRET: 'its secret, or SMTP_CLIENT_SECRET_FILE, one of the two',
  SMTP_CLIENT_SECRET_FILE: 'a file that holds the secret and nothing else',
  SMTP_SCOPE: 'what the token is for, such as https://outlook.office365.com/.default',
  SMTP_PER_MINUTE: 'a whole number, the most mails a minute; 0: as many as there are',
};

/**
 * A relay: its URL, which may hold a password, and the only authority to trust in PEM; null: the system's. `oauth`: it is
 * logged in to with tokens, as the user of the URL. `perMinute`: the most mails a minute, 0 without a limit.
 */
export type SmtpConfig = {
  url: string;
  ca: string | null;
  oauth: { tokenUrl: string; clientId: string; clientSecret: string; scope: string } | null;
  perMinute: number;
};

type Given = { [name in Exclude<keyof typeof settings, 'SMTP_SCOPE' | 'SMTP_PER_MINUTE'>]?: string | undefined } & {
  SMTP_SCOPE: string;
  SMTP_PER_MINUTE: number;
};

/** The relay, or null where none is set. Throws `ConfigError`. */
export function readSmtp(given: Given): SmtpConfig | null {
  const { SMTP_URL, SMTP_CA_FILE } = given;
  if (!SMTP_URL) return null;
  return {
    url: SMTP_URL,
    ca: SMTP_CA_FILE ? readNamedFile('SMTP_CA_FILE', SMTP_CA_FILE) : null,
    oauth: readOAuth(given, SMTP_URL),
    perMinute: given.SMTP_PER_MINUTE,
  };
}

/** All that tokens need, or nothing of it: half would fall back to a login without a password. */
function readOAuth(given: Given, url: string): SmtpConfig['oauth'] {
  const { SMTP_TOKEN_URL, SMTP_CLIENT_ID, SMTP_CLIENT_SECRET, SMTP_CLIENT_SECRET_FILE, SMTP_SCOPE } = given;
  const set = [SMTP_TOKEN_URL, SMTP_CLIENT_ID, SMTP_CLIENT_SECRET ?? SMTP_CLIENT_SECRET_FILE];
  if (set.every((one) => one === undefined)) return null;
  const refuse = (setting: keyof typeof settings, problem: string) => new ConfigError([{ setting, problem }]);
  if (!SMTP_TOKEN_URL) throw refuse('SMTP_TOKEN_URL', `is missing: ${mend.SMTP_TOKEN_URL}`);
  if (!SMTP_CLIENT_ID) throw refuse('SMTP_CLIENT_ID', `is missing: ${mend.SMTP_CLIENT_ID}`);
  if ((SMTP_CLIENT_SECRET === undefined) === (SMTP_CLIENT_SECRET_FILE === undefined)) {
    throw refuse('SMTP_CLIENT_SECRET', `is needed once: ${mend.SMTP_CLIENT_SECRET}`);
  }
  const { username, password } = new URL(url);
  if (!username || password) {
    throw refuse(
      'SMTP_URL',
      'with tokens it names a user and no password: smtp://site%40example.org@smtp.office365.com:587',
    );
  }
  const clientSecret =
    SMTP_CLIENT_SECRET ?? readNamedFile('SMTP_CLIENT_SECRET_FILE', SMTP_CLIENT_SECRET_FILE ?? '').trim();
  return { tokenUrl: SMTP_TOKEN_URL, clientId: SMTP_CLIENT_ID, clientSecret, scope: SMTP_SCOPE };
}
