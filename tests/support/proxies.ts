import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { type Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { type Certificate, createCertificate } from './certificates.ts';
import { root } from './project-files.ts';
import { findFreePort } from './server.ts';

/** The programs that `deploy/` has a configuration for. */
export type FrontName = 'caddy' | 'nginx';

/** Whether this machine has the program. */
export const hasFront = (name: FrontName) => spawnSync(name, [name === 'nginx' ? '-v' : 'version']).status === 0;

/** A program of the system with the configuration an operator copies, in front of a site. */
export type Front = {
  /** `https://localhost:port`. */
  origin: string;
  port: number;
  /** The authority of its certificate, PEM. */
  ca: string;
  /** Everything it wrote is in here, or in `said`. */
  folder: string;
  said: () => string;
  /** The files below `folder` that it has open now, those that have no name any more among them. */
  openFiles: () => string[];
  close: () => Promise<void>;
};

/**
 * Starts it on `port` in front of `upstream` (`127.0.0.1:4321`). Of the file in `deploy/` only what every operator has to
 * change is changed: names, ports and certificate; what stands around it is what the system's own package has.
 */
export async function startFront(name: FrontName, port: number, upstream: string): Promise<Front> {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  const certificate = await createCertificate();
  const file = await writeConfiguration(name, { folder, port, upstream, certificate });
  const args = name === 'nginx' ? ['-p', folder, '-c', file] : ['run', '--config', file, '--adapter', 'caddyfile'];
  const child = spawn(name, args, {
    env: { PATH: process.env.PATH ?? '', HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(late);
    certificate.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  const ca = readFileSync(certificate.caFile, 'utf8');
  await untilListening(child, port, ca).catch(async (error) => {
    await close();
    throw new Error(`${name} did not start (${error}):\n${said}`);
  });
  return {
    origin: `https://localhost:${port}`,
    port,
    ca,
    folder,
    said: () => said,
    openFiles: () => listOpen(child.pid ?? 0, folder),
    close,
  };
}

type Place = { folder: string; port: number; upstream: string; certificate: Certificate };

async function writeConfiguration(name: FrontName, place: Place): Promise<string> {
  const { folder, port, upstream, certificate } = place;
  const put = (file: string, text: string) => {
    writeFileSync(path.join(folder, file), text);
    return path.join(folder, file);
  };
  const cert = put('cert.pem', certificate.cert);
  const key = put('key.pem', certificate.key);
  const given = readFileSync(path.join(root, 'deploy', name === 'nginx' ? 'nginx.conf' : 'Caddyfile'), 'utf8');
  const changed = given.replaceAll('127.0.0.1:4321', upstream);
  if (name === 'caddy') {
    const own = changed.replace('\nhelp.example.org {', `\nhttps://localhost:${port} {\n\ttls ${cert} ${key}`);
    // Port 80 is not a test's to take.
    return put('Caddyfile', own.replace('{\n', '{\n\tauto_https disable_redirects\n'));
  }
  const plain = await findFreePort();
  const own = changed
    .replaceAll('help.example.org;', 'localhost;')
    .replace(/\tlisten \[::\].*\n/g, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${cert};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`);
  put('site.conf', own);
  mkdirSync(path.join(folder, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/temp/${kind};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return put(
    'nginx.conf',
    `${user} daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;\n` +
      `events { worker_connections 512; }\nhttp { ${temporary.join(' ')} access_log ${folder}/access.log; include ${folder}/site.conf; }\n`,
  );
}

async function untilListening(child: ChildProcess, port: number, ca: string): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if (child.exitCode !== null) throw new Error('it ended');
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: 'localhost', ca }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nobody listens');
}

/** What a process and its children have open below a folder, as Linux tells it. */
function listOpen(pid: number, folder: string): string[] {
  const family = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return (
        Number(name) === pid || readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === `${pid}`
      );
    } catch {
      // It has ended since it was listed.
      return false;
    }
  });
  const files = family.flatMap((name) =>
    readdirSync(`/proc/${name}/fd`).map((fd) => readLink(`/proc/${name}/fd/${fd}`)),
  );
  return files.filter((file) => file.startsWith(folder));
}

function readLink(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // It was closed since it was listed.
    return '';
  }
}

/** An answer that came through. */
export type Through = { status: number; headers: IncomingHttpHeaders; body: string };

/**
 * Asks a proxy, `hold` with the headers of a body alone, `half` told when half of the body has been on its way for half a
 * second, on a connection of its own unless an agent is given. Rejects when the connection is
 * cut.
 */
export function ask(
  { port, ca }: Pick<Front, 'port' | 'ca'>,
  address: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: Buffer;
    agent?: Agent;
    hold?: boolean;
    half?: () => void;
  } = {},
): Promise<Through> {
  const { method = 'GET', headers = {}, body, agent, hold = false, half } = options;
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: 'localhost', port, ca, path: address, method, headers, agent: agent ?? false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    asked.on('error', reject);
    // A body that is held is never sent: an answer must come to the headers alone.
    if (hold) asked.flushHeaders();
    else if (half && body) {
      asked.write(body.subarray(0, body.length / 2));
      setTimeout(() => {
        half();
        asked.end(body.subarray(body.length / 2));
      }, 500);
    } else asked.end(body);
  });
}
