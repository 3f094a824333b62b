import nodemailer from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { classifySmtpError, DeliveryFault } from '../faults.ts';
import type { Channel } from './channel.ts';
import { createTokenSource, type OAuthSettings, type TokenSource } from './oauth.ts';
import { createPace } from './pace.ts';

/**
 * `url`: `smtp://user:password@host:587` or `smtps://…:465`. `ca`: PEM of the only authority to trust; null: the system's.
 * `oauth`: log in with tokens, as the user of the URL, instead of a password. `perMinute`: the most mails a minute that
 * leave this process; 0 or none: no limit.
 */
export type SmtpSettings = {
  url: string;
  ca: string | null;
  oauth?: OAuthSettings | null | undefined;
  perMinute?: number | undefined;
};

/** All in ms. `send` bounds a whole try. */
export type SmtpTimeouts = { connect: number; greet: number; idle: number; send: number };

const defaults: SmtpTimeouts = { connect: 15_000, greet: 15_000, idle: 60_000, send: 150_000 };

/** As many as Microsoft 365 allows one sender. */
const CONNECTIONS = 3;

/**
 * A report that a mail did not arrive gives back its headers and not its body (RFC 3461 section 4.3), where the relay can:
 * what went over TLS alone would otherwise come back readable into the mailbox of reports.
 */
const headersAlone = { ret: 'HDRS' as const };

/**
 * Hands mail to a relay over verified TLS 1.2 or later, or not at all: with `smtp:` nothing is said before STARTTLS
 * succeeded, and a certificate that does not fit stops it. Delivered means that the relay took it for every recipient.
 */
export function openSmtpChannel(settings: SmtpSettings, timeouts: Partial<SmtpTimeouts> = {}): Channel {
  const { url, ca, oauth, perMinute = 0 } = settings;
  const limits = { ...defaults, ...timeouts };
  // Taken apart here because nodemailer lets a URL's query switch verification off.
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const connection = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: true,
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true, ...(ca ? { ca } : {}) },
    connectionTimeout: limits.connect,
    dnsTimeout: limits.connect,
    greetingTimeout: limits.greet,
    socketTimeout: limits.idle,
    logger: false,
  };
  const tokens = oauth ? createTokenSource(oauth, ca, () => new Date()) : null;
  const waitForTurn = createPace(perMinute);
  const transport = nodemailer.createTransport({
    ...connection,
    pool: true,
    auth: readLogin(decodeURIComponent(username), decodeURIComponent(password), tokens),
    maxConnections: CONNECTIONS,
    // The queue is the only one that retries: it survives a crash.
    maxRequeues: 0,
    // Shorter than relays wait, so that one is seldom closed under a message.
    idleTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'smtp',
    async send({ from, to, raw }) {
      try {
        await waitForTurn();
        // Asked here, so that a token that cannot be had says so, and not that the login was refused.
        await tokens?.get();
        const bytes = typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw;
        const signal = AbortSignal.timeout(limits.send);
        const envelope = { from, to, size: bytes.length };
        const sent = await transport.sendMail({ envelope, raw: bytes, dsn: headersAlone, signal });
        if (sent.rejected.length > 0) throw sent.rejectedErrors?.[0] ?? new DeliveryFault('rejected', 'hold');
        return { receipt: readReceipt(sent.response) };
      } catch (error) {
        throw classifySmtpError(error);
      }
    },
    async check() {
      try {
        await tokens?.get();
        await transport.verify();
      } catch (error) {
        throw classifySmtpError(error);
      }
    },
    largest: () => askLargest(connection),
    close: async () => transport.close(),
  };
}

function readLogin(user: string, pass: string, tokens: TokenSource | null) {
  if (!user) return undefined;
  if (!tokens) return { user, pass };
  return {
    type: 'OAuth2' as const,
    user,
    provisionCallback: (_user: string, renew: boolean, done: (error: Error | null, token?: string) => void) => {
      tokens.get(renew).then(
        (token) => done(null, token),
        (error) => done(error),
      );
    },
  };
}

/** The queue id in a relay's 250, as Postfix and smtp-server write it; the rest of the text is dropped. */
export function readReceipt(response: string): string | null {
  return /queued as ([A-Za-z0-9]{1,40})\b/.exec(response)?.[1] ?? null;
}

/** Greets the relay and reads SIZE from its answer, the one after STARTTLS; nodemailer keeps the number to itself. */
function askLargest(options: ConstructorParameters<typeof SMTPConnection>[0]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    connection.once('error', (error) => reject(classifySmtpError(error)));
    connection.connect((error) => {
      if (error) return reject(classifySmtpError(error));
      const said = /[ -]SIZE(?:[ \t]+(\d+))?/im.exec(String(connection.lastServerResponse))?.[1];
      connection.quit();
      return resolve(Number(said ?? 0) || null);
    });
  });
}
