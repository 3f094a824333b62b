import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate } from '#delivery/testing/relay.ts';

/** Dovecot as Debian has it, or null where it is not installed. */
export const dovecot = ['/usr/sbin/dovecot'].find((file) => spawnSync(file, ['--version']).status === 0) ?? null;

/** A mailbox on a real IMAP server of loopback. `put` delivers into it; `list` gives its files. */
export type Mailbox = { url: (password?: string) => string; ca: string; folder: string; close: () => Promise<void> };

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts Dovecot with one mailbox, a Maildir, behind TLS. */
export async function startMailbox(): Promise<Mailbox> {
  const base = mkdtempSync(path.join(tmpdir(), 'dovecot-'));
  chmodSync(base, 0o755);
  const folder = path.join(base, 'mail');
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(path.join(folder, name), { recursive: true });
  const { key, cert } = await makeCertificate();
  const port = await findFreePort();
  const { username, uid } = userInfo();
  // It opens no mail for root: then the mailbox belongs to the user that Debian's package makes.
  const owner = uid === 0 ? Number(spawnSync('id', ['-u', 'dovecot']).stdout.toString()) : uid;
  if (uid === 0) for (const each of ['', 'new', 'cur', 'tmp']) chownSync(path.join(folder, each), owner, owner);
  writeFileSync(path.join(base, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(path.join(base, 'cert.pem'), cert);
  writeFileSync(path.join(base, 'users'), `site:{PLAIN}p@ss word:${owner}:${owner}::${base}::\n`);
  const settings = [
    'protocols = imap',
    'listen = 127.0.0.1',
    `base_dir = ${base}/run`,
    `state_dir = ${base}/state`,
    `log_path = ${base}/log`,
    // It refuses to speak to strangers as root; Debian's package makes these users.
    `default_internal_user = ${uid === 0 ? 'dovecot' : username}`,
    `default_login_user = ${uid === 0 ? 'dovenull' : username}`,
    ...(uid === 0 ? ['default_internal_group = dovecot'] : []),
    'first_valid_uid = 1',
    'first_valid_gid = 1',
    'mail_location = maildir:~/mail',
    'ssl = required',
    `ssl_cert = <${base}/cert.pem`,
    `ssl_key = <${base}/key.pem`,
    `passdb {\n driver = passwd-file\n args = ${base}/users\n}`,
    `userdb {\n driver = passwd-file\n args = ${base}/users\n}`,
    `service imap-login {\n chroot =\n inet_listener imap {\n port = 0\n }\n inet_listener imaps {\n port = ${port}\n }\n}`,
    'service anvil {\n chroot =\n}',
    'service stats {\n chroot =\n}',
  ];
  writeFileSync(path.join(base, 'dovecot.conf'), `${settings.join('\n')}\n`);
  const child = spawn(dovecot ?? '', ['-F', '-c', path.join(base, 'dovecot.conf')], { stdio: 'ignore' });
  await waitFor(port, child);
  return {
    url: (password = 'p%40ss%20word') => `imaps://site:${password}@localhost:${port}/INBOX`,
    ca: cert,
    folder,
    close: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function waitFor(port: number, child: ChildProcess): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if (child.exitCode !== null) throw new Error('Dovecot does not start.');
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error('Dovecot does not listen.');
}
