import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the relay does next at each verb: a reply code, or, once it has the whole message, closing or falling silent. */
export type Behaviour = {
  connect?: number;
  login?: number;
  mail?: number;
  rcpt?: number;
  data?: number | 'drop' | 'hang';
};

/** A mail the relay received whole, whether or not it then took it. */
export type Received = { from: string; to: string[]; raw: string; messageId: string };

/** A real SMTP server on loopback whose behaviour can be changed while it runs. */
export type Relay = {
  port: number;
  url: string;
  /** Everything received whole, in order; `taken` is what was answered with 250. */
  received: Received[];
  taken: Received[];
  /** Every line a client sent outside a message. */
  lines: string[];
  behaviour: Behaviour;
  stop(): Promise<void>;
};

/** A certificate for `name`, which is also the authority that vouches for it. */
export async function makeCertificate(name = 'localhost'): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, cert };
}

/** Starts a relay that offers STARTTLS with this certificate, on a free port unless one is given. */
export async function startRelay(
  certificate: { key: string; cert: string },
  given: SMTPServerOptions = {},
  port = 0,
): Promise<Relay> {
  const received: Received[] = [];
  const taken: Received[] = [];
  const lines: string[] = [];
  const behaviour: Behaviour = {};
  const record = (_entry: unknown, prefix: string, ...rest: string[]) => {
    if (prefix === 'C:') lines.push(rest.join(' '));
  };
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    logger: { debug: record, info() {}, warn() {}, error() {}, trace() {}, fatal() {}, level() {} } as never,
    closeTimeout: 10,
    onConnect: (_session, done) => done(refuse(behaviour.connect)),
    onAuth: (_login, _session, done) => done(refuse(behaviour.login), { user: 'site' }),
    onMailFrom: (_address, _session, done) => done(refuse(behaviour.mail)),
    onRcptTo: (_address, _session, done) => done(refuse(behaviour.rcpt)),
    async onData(stream, session, done) {
      const raw = Buffer.concat(await stream.toArray()).toString('latin1');
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const mail = { from, to, raw, messageId: /^Message-ID: (.*)\r$/m.exec(raw)?.[1] ?? '' };
      received.push(mail);
      const { data } = behaviour;
      if (data === 'hang') return;
      if (data === 'drop') {
        for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
        return;
      }
      if (!data) taken.push(mail);
      done(refuse(data), 'OK: queued as 4bXyZ12');
    },
    ...given,
  });
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const chosen = (listening.address() as AddressInfo).port;
  return {
    port: chosen,
    url: `smtp://localhost:${chosen}`,
    received,
    taken,
    lines,
    behaviour,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function refuse(responseCode: number | undefined): Error | null {
  return responseCode ? Object.assign(new Error('no, someone@example.org'), { responseCode }) : null;
}
