import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate.ts';
import type { Mail } from './relay.ts';

/** Debian's Postfix with folders of its own, on loopback, delivering into a Maildir. */
export type Postfix = {
  port: number;
  /** Starts it. While `held`, what it takes stays in its queue. */
  start(held: boolean): void;
  /** SIGKILL for every one of its processes, at once. */
  kill(): void;
  /** Tries what is in the queue now. */
  flush(): void;
  /** What lies in the Maildir. */
  arrived(): Mail[];
  remove(): Promise<void>;
};

/** Where Debian has it; root, because its master hands out rights. Null where it cannot run. */
export function createPostfix(port: number, { key, cert }: Certificate): Postfix | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/sbin/postfix')) return null;
  const user = /^postfix:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!user) return null;
  const [uid, gid] = [Number(user[1]), Number(user[2])];
  const folder = mkdtempSync(path.join(tmpdir(), 'postfix-'));
  chmodSync(folder, 0o755);
  const at = (name: string) => path.join(folder, name);
  for (const name of ['etc', 'spool', 'data', 'mail']) mkdirSync(at(name), { mode: 0o755 });
  for (const name of ['data', 'mail']) chownSync(at(name), uid, gid);
  writeFileSync(at('etc/tls.pem'), `${key}\n${cert}`, { mode: 0o600 });
  writeFileSync(at('etc/master.cf'), masterOf(port));
  const run = (...given: string[]) => execFileSync('/usr/sbin/postfix', ['-c', at('etc'), ...given], { stdio: 'pipe' });
  const maildir = at('mail/team/new');
  return {
    port,
    start(held) {
      writeFileSync(at('etc/main.cf'), mainOf(folder, uid, gid, held));
      run('start');
    },
    kill() {
      const master = Number(readFileSync(at('spool/pid/master.pid'), 'utf8'));
      // Its children stay in its process group, which is its own.
      process.kill(-master, 'SIGKILL');
    },
    flush: () => void run('flush'),
    arrived: () =>
      existsSync(maildir)
        ? readdirSync(maildir).map((name) => {
            const raw = readFileSync(path.join(maildir, name), 'latin1');
            return { messageId: /^Message-ID: (.*)$/m.exec(raw)?.[1] ?? '', raw: withoutTrace(raw) };
          })
        : [],
    async remove() {
      spawnSync('/usr/sbin/postfix', ['-c', at('etc'), 'stop'], { stdio: 'ignore' });
      await sleep(500);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Without what a mail server adds on the way, so that two copies can be compared. */
const withoutTrace = (raw: string) =>
  raw.replace(/^(Return-Path|X-Original-To|Delivered-To|Received):.*\n([ \t].*\n)*/gm, '');

const mainOf = (folder: string, uid: number, gid: number, held: boolean) => `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
inet_interfaces = loopback-only
myhostname = localhost
mydestination =
alias_maps =
alias_database =
smtpd_tls_chain_files = ${folder}/etc/tls.pem
smtpd_tls_security_level = encrypt
smtpd_relay_restrictions = reject_unauth_destination
virtual_mailbox_domains = county.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:team/
virtual_uid_maps = static:${uid}
virtual_gid_maps = static:${gid}
virtual_minimum_uid = 1
defer_transports = ${held ? 'virtual' : ''}
`;

/** The services it needs and no others (master(5)); none in a chroot. */
const masterOf = (port: number) => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
local unix - n n - - local
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
`;
