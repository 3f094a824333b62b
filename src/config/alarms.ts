import * as z from 'zod';

const email = z.email().optional();

/** Nobody else can read along: TLS, or this machine alone. */
const privateUrl = z
  .url()
  .refine((url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(url))
  .optional();

/** Who is told when something is wrong, and how what came back is learned of. */
export const settings = {
  ALARM_WEBHOOK: privateUrl,
  ALARM_ADDRESS: email,
  UNREAD_ADDRESS: email,
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('07:00'),
  HEARTBEAT_MINUTES: z.coerce.number().int().min(0).max(1440).default(0),
  HEARTBEAT_URL: privateUrl,
  BOUNCES_DIR: z.string().trim().min(1).optional(),
  BOUNCES_URL: z.url({ protocol: /^imaps$/ }).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/)
    .optional(),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  ALARM_WEBHOOK:
    'an https address that takes a POST of JSON, such as an incoming webhook of the chat of the team on call',
  ALARM_ADDRESS: 'the mailbox of whoever looks after the site',
  UNREAD_ADDRESS: 'the mailbox of the person whom county.yaml names for what is not read in time',
  DIGEST_AT: 'a time of day such as 07:00, at which each contact gets the list of the day before',
  HEARTBEAT_MINUTES: 'whole minutes from 0 to 1440 between two small mails to each mailbox; 0 sends none',
  HEARTBEAT_URL: 'an https address that is asked every five minutes and raises an alarm elsewhere when it is not',
  BOUNCES_DIR: 'a folder (or Maildir) into which the mail server puts what comes back to MAIL_FROM',
  BOUNCES_URL: 'imaps://user:password@host/INBOX, the mailbox of MAIL_FROM, characters such as @ written in percent',
  METRICS_TOKEN: '16 to 200 letters, digits and signs, which whoever reads /metrics gives as a bearer token',
};

/** Who is told when something is wrong, and how what came back is learned of; `null` means not set. */
export type AlarmConfig = {
  webhook: string | null;
  address: string | null;
  /** Who is told of what is not read in time; the same as `address` unless set. */
  unreadAddress: string | null;
  /** `HH:MM`, local time. */
  digestAt: string;
  /** 0: no heartbeat is sent. */
  heartbeatMinutes: number;
  heartbeatUrl: string | null;
  /** As given: relative to the folder that the process was started in. */
  bouncesDir: string | null;
  bouncesUrl: string | null;
  metricsToken: string | null;
};

type Given = { [name in Exclude<keyof typeof settings, 'HEARTBEAT_MINUTES'>]?: string | undefined } & {
  DIGEST_AT: string;
  HEARTBEAT_MINUTES: number;
};

/** The alarms as the process uses them. */
export function readAlarms(given: Given): AlarmConfig {
  return {
    webhook: given.ALARM_WEBHOOK ?? null,
    address: given.ALARM_ADDRESS ?? null,
    unreadAddress: given.UNREAD_ADDRESS ?? given.ALARM_ADDRESS ?? null,
    digestAt: given.DIGEST_AT,
    heartbeatMinutes: given.HEARTBEAT_MINUTES,
    heartbeatUrl: given.HEARTBEAT_URL ?? null,
    bouncesDir: given.BOUNCES_DIR ?? null,
    bouncesUrl: given.BOUNCES_URL ?? null,
    metricsToken: given.METRICS_TOKEN ?? null,
  };
}
