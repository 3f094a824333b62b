import type { ImapFlow } from 'imapflow';
import { DatabaseFault } from '#database/faults.ts';
import { reportBytes } from './bounce-report.ts';
import { takeReport } from './bounces.ts';
import type { Watch } from './watch.ts';

/** Most mails that one round looks at. */
const most = 200;

/** A mailbox that cannot be read. The code is one of ours: what a server said can repeat a login. */
export class MailboxFault extends Error {
  readonly code: 'login' | 'tls' | 'unreachable';
  constructor(code: 'login' | 'tls' | 'unreachable') {
    super(`The mailbox for what comes back cannot be read: ${code}`);
    this.name = 'MailboxFault';
    this.code = code;
  }
}

/**
 * Reads what came back in the mailbox that a URL names, over verified TLS: what is not marked as seen. A report of a
 * message of ours is deleted, since it can hold the message's ciphertext; anything else is marked as seen and left. Throws
 * `MailboxFault` and `DatabaseFault`.
 * @param ca the only authority to trust, in PEM; null: the system's
 */
export async function readBounceMailbox(watch: Watch, url: string, ca: string | null = null): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  // Loaded by those alone who use it.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: hostname,
    port: Number(port || 993),
    secure: true,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...(ca === null ? {} : { tls: { ca } }),
  });
  // Told of again by what was asked for; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || 'INBOX');
    await readUnseen(client, watch);
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    throw new MailboxFault(classify(error));
  } finally {
    client.close();
  }
}

/** Certificates that are not trusted or fit another name, by the codes of Node's own errors. */
const untrusted = /^(ERR_TLS|CERT_|DEPTH_|SELF_|UNABLE_)/;

function classify(error: unknown): MailboxFault['code'] {
  if (!(error instanceof Error)) return 'unreachable';
  if ('authenticationFailed' in error) return 'login';
  return 'code' in error && untrusted.test(String(error.code)) ? 'tls' : 'unreachable';
}

async function readUnseen(client: ImapFlow, watch: Watch): Promise<void> {
  const unseen = await client.search({ seen: false }, { uid: true });
  for (const uid of (unseen || []).slice(0, most)) {
    const mail = await client.fetchOne(`${uid}`, { source: { start: 0, maxLength: reportBytes } }, { uid: true });
    // Another process has deleted it.
    const source = mail ? mail.source : undefined;
    if (!source) continue;
    const seen = await takeReport(watch, source);
    if (seen === 'told') await client.messageDelete(`${uid}`, { uid: true });
    else await client.messageFlagsAdd(`${uid}`, ['\\Seen'], { uid: true });
  }
}
