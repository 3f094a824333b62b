import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { createCertificate } from './certificates.ts';

/** A mail as it came: the envelope, the bytes of DATA, and whether TLS and a password were used. */
export type ReceivedMail = { from: string; to: string[]; raw: Buffer; secure: boolean; user: string | null };

/** A real SMTP server on loopback that offers STARTTLS and accepts nothing without it. */
export type MailServer = {
  /** For `SMTP_URL`: `smtp://user:password@localhost:port`. */
  url: string;
  /** For `SMTP_CA_FILE`: the authority that signed the server's certificate. */
  caFile: string;
  /** What was accepted, oldest first. */
  messages: ReceivedMail[];
  /** Comes back when at least `count` mails were accepted; rejects after `limit` milliseconds. */
  waitFor(count: number, limit?: number): Promise<ReceivedMail[]>;
  /** Answers every DATA with this SMTP code from now on (such as 451 or 550); `null` accepts again. */
  refuse(code: number | null): void;
  /** Stops listening, ending open connections: new ones are refused until `up`. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
  close(): Promise<void>;
};

const user = 'site';
const password = 'test-password';

/** Starts a mail server on a free port of loopback. */
export async function startMailServer(): Promise<MailServer> {
  const certificate = await createCertificate();
  const messages: ReceivedMail[] = [];
  let refusal: number | null = null;
  let server: SMTPServer | null = null;
  let port = 0;

  const create = () =>
    new SMTPServer({
      key: certificate.key,
      cert: certificate.cert,
      closeTimeout: 100,
      disableReverseLookup: true,
      onAuth: (auth, _session, answer) => {
        const known = auth.username === user && auth.password === password;
        answer(known ? null : new Error('Wrong name or password'), { user: auth.username ?? '' });
      },
      onMailFrom: (_address, session, answer) => answer(session.secure ? null : answerWith(530, 'STARTTLS first')),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (refusal !== null) return answer(answerWith(refusal, 'Not now'));
          const { mailFrom, rcptTo } = session.envelope;
          messages.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks),
            secure: session.secure,
            user: typeof session.user === 'string' ? session.user : null,
          });
          return answer();
        });
      },
    });

  const up = async () => {
    if (server) return;
    server = create();
    // A client that ends the connection in the middle is what some tests are about.
    server.on('error', () => {});
    port = await listen(server, port);
  };
  const down = async () => {
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
  };

  await up();
  return {
    url: `smtp://${user}:${password}@localhost:${port}`,
    caFile: certificate.caFile,
    messages,
    waitFor: (count, limit = 20_000) => waitFor(messages, count, limit),
    refuse: (code) => {
      refusal = code;
    },
    down,
    up,
    close: async () => {
      await down();
      certificate.remove();
    },
  };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function waitFor(messages: ReceivedMail[], count: number, limit: number): Promise<ReceivedMail[]> {
  const end = Date.now() + limit;
  while (messages.length < count) {
    if (Date.now() > end) throw new Error(`${messages.length} of ${count} mails came within ${limit} ms`);
    await sleep(25);
  }
  return messages;
}

function answerWith(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
