import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { composeReply, type Step, type Verb, verbOf } from './smtp-words.ts';

/** A mail that was answered with 250, as it came, dots taken away. */
export type Mail = { messageId: string; raw: string };

/** What the relay does instead of its usual answer: a reply code, ending the connection, saying nothing, or 300 ms of thought first. */
export type Act = number | 'drop' | 'hang' | 'slow' | undefined;

/** A mail server on loopback that does as it is told at each step, over STARTTLS. */
export type Relay = {
  port: number;
  /** Everything answered with 250, in order. */
  taken: Mail[];
  /** How often each verb was heard. */
  heard: Partial<Record<Verb, number>>;
  /** Asked before each step is answered, and told `taken` as soon as a 250 for a message has been written. */
  script: (step: Step) => Act;
  /** Shown from the next connection on, in TLS of at most this version. */
  certificate: Certificate;
  maxVersion: 'TLSv1.1' | 'TLSv1.3';
  offersTls: boolean;
  /** Stops listening and ends what is open. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
};

/** Starts a relay on a free port that takes everything until its script says otherwise. */
export async function startRelay(certificate: Certificate): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    converse(relay, socket).catch(() => socket.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const relay: Relay = {
    port: 0,
    taken: [],
    heard: {},
    script: () => undefined,
    certificate,
    maxVersion: 'TLSv1.3',
    offersTls: true,
    async down() {
      const closed = new Promise<unknown>((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
    up: () => listen(relay.port),
  };
  await listen(0);
  const address = server.address();
  relay.port = typeof address === 'object' && address ? address.port : 0;
  return relay;
}

/** One connection, to its end. */
async function converse(relay: Relay, plain: Socket): Promise<void> {
  let socket = plain;
  const reader = createReader();
  reader.read(plain);
  const answer = async (step: Exclude<Step, 'taken'>): Promise<'usual' | 'refused' | 'ended'> => {
    const refusal = step === 'starttls' && !relay.offersTls ? 502 : undefined;
    const act = relay.script(step) ?? refusal;
    if (act === 'drop') socket.destroy();
    if (act === 'drop' || act === 'hang') return 'ended';
    if (act === 'slow') await sleep(300);
    const code = typeof act === 'number' ? act : null;
    socket.write(composeReply(step, code, relay.offersTls && socket === plain));
    return code === null ? 'usual' : 'refused';
  };
  let step: Exclude<Step, 'taken'> = 'connect';
  for (;;) {
    const how = await answer(step);
    if (how === 'ended') return;
    if (step === 'quit' || (step === 'connect' && how === 'refused')) return void socket.end();
    if (step === 'starttls' && how === 'usual') {
      reader.leave(plain);
      socket = secure(relay, plain);
      reader.read(socket);
    }
    if (step === 'data' && how === 'usual') {
      const raw = await reader.message();
      if (raw === null) return;
      if ((await answer('end')) === 'usual') {
        const [, messageId = ''] = /^Message-ID: (.*)\r$/m.exec(raw) ?? [];
        // The daily list is mail as well, but nobody asked for help in it.
        if (!messageId.startsWith('<watch-letter.')) relay.taken.push({ messageId, raw });
        relay.script('taken');
      }
      if (socket.destroyed) return;
    }
    const line = await reader.line();
    if (line === null) return;
    const verb = verbOf(line);
    relay.heard[verb] = (relay.heard[verb] ?? 0) + 1;
    step = verb;
  }
}

function secure({ certificate, maxVersion }: Relay, plain: Socket): TLSSocket {
  // What is too old is off by default in OpenSSL 3: a relay that can do no better has to ask for it.
  const old = maxVersion === 'TLSv1.1' ? { minVersion: 'TLSv1' as const, ciphers: 'ALL@SECLEVEL=0' } : {};
  const secureContext = createSecureContext({ ...certificate, maxVersion, ...old });
  const secured = new TLSSocket(plain, { isServer: true, secureContext });
  secured.on('error', () => plain.destroy());
  return secured;
}

/** Gathers what comes into lines, and a message into one text; null once the other side has gone. */
function createReader() {
  let text = '';
  let ended = false;
  let wake = () => {};
  const add = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    wake();
  };
  const end = () => {
    ended = true;
    wake();
  };
  const until = async (mark: string): Promise<string | null> => {
    for (;;) {
      const at = text.indexOf(mark);
      if (at < 0 && ended) return null;
      if (at < 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const found = text.slice(0, at);
      text = text.slice(at + mark.length);
      return found;
    }
  };
  return {
    read: (socket: Socket) => void socket.on('data', add).on('close', end),
    leave: (socket: Socket) => void socket.off('data', add),
    line: () => until('\r\n'),
    message: async () => (await until('\r\n.\r\n'))?.replace(/^\.\./gm, '.') ?? null,
  };
}
