import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import * as openpgp from 'openpgp';
import { withoutSettings } from '../../src/cli/environment.ts';
import { signContent } from '../../src/cli/signed-content.ts';
import { generateKeyPair, type KeyPair } from '../../src/encryption/generate.ts';
import { createGpg, type Gpg, gpgAvailable } from './gpg.ts';
import { type Decrypt, decryptWith } from './opened.ts';
import { root } from './project-files.ts';
import { findFreePort, type Site, startSite } from './server.ts';
import { type MailServer, startMailServer } from './smtp.ts';

/** A site as a county would run it, in production, with a mail server and the contact's own computer. */
export type Live = {
  site: Site;
  mail: MailServer;
  /** The contact's key pair. */
  keys: KeyPair;
  /** The contact's GnuPG with the private key in it; null where there is none on this machine. */
  gpg: Gpg | null;
  /** Opens with GnuPG where there is one, else with OpenPGP.js. */
  decrypt: Decrypt;
  /** Keeps a text in a file that goes when the site does, and gives its path. */
  keep: (name: string, content: string | Uint8Array) => string;
  /** What a program of the project's prints, run on the contact's computer; rejects unless it ends with 0. */
  run: (script: string, programArguments: string[]) => Promise<string>;
};

/** Where the contact's mail goes. */
export const contactAddress = 'contact@county.example';

/** Settings that differ from the usual ones; `keep` writes a file that one of them names. */
type Differing = (keep: Live['keep']) => Record<string, string>;

/**
 * Playwright's test with a live site of this worker's own, built for its address: a copy of `content` in which a test
 * reader has passed Polish and Urdu, a real key pair, verified STARTTLS to a mail server on loopback.
 */
export const testLive = (differing: Differing = () => ({})) =>
  base.extend<object, { live: Live }>({
    live: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
      async ({}, use) => {
        const started: (() => Promise<void> | void)[] = [];
        try {
          await use(await startLive(started, differing));
        } finally {
          for (const end of started.reverse()) await end();
        }
      },
      { scope: 'worker', timeout: 90_000 },
    ],
    baseURL: async ({ live }, use) => {
      await use(live.site.origin);
    },
  });

/** The same with a contact that opens PGP/MIME. */
export const test = testLive();

async function startLive(started: (() => Promise<void> | void)[], differing: Differing): Promise<Live> {
  const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
  // Below node_modules, so that what was built finds its packages; of this process, since two may run.
  const buildDir = path.join(root, 'node_modules', '.cache', `live-${process.pid}`);
  started.push(() => {
    for (const each of [folder, buildDir]) rmSync(each, { recursive: true, force: true });
  });
  const keep: Live['keep'] = (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const keys = await generateKeyPair(openpgp, { name: 'County contact', now: new Date(), expiresInDays: 365 });
  const gpg = gpgAvailable ? createGpg() : null;
  if (gpg) started.push(gpg.close);
  await gpg?.importKey(keys.privateKey);
  const mail = await startMailServer();
  started.push(mail.close);

  const port = String(await findFreePort());
  const env = {
    NODE_ENV: 'production',
    DEMO: '0',
    PORT: port,
    PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
    CONTENT_DIR: reviewContent(path.join(folder, 'content')),
    BUILD_DIR: buildDir,
    REFERRALS_ADDRESS: contactAddress,
    REFERRALS_KEYS: keep('contact.asc', keys.publicKey),
    MAIL_FROM: 'site@county.example',
    SMTP_URL: mail.url,
    SMTP_CA_FILE: mail.caFile,
    ...differing(keep),
  };
  await runScript('src/cli/build.ts', [], { ...env, DATA_DIR: folder });
  const site = await startSite({ env });
  started.push(site.dispose);
  return {
    site,
    mail,
    keys,
    gpg,
    decrypt: gpg ? async (armoured) => (await gpg.decrypt(armoured)).output : decryptWith(keys.privateKey),
    keep,
    run: (script, programArguments) => runScript(script, programArguments, {}),
  };
}

/** Copies the content signed, and lets a test reader pass the languages: without it a live site offers no forms in them. */
function reviewContent(copy: string): string {
  signContent(path.join(root, 'content'), copy, 'kent', new Date().toISOString().slice(0, 10));
  for (const tag of ['pl', 'ur']) {
    const file = path.join(copy, 'locales', tag, 'locale.yaml');
    const locale = readFileSync(file, 'utf8').replace(/^reviewed:.*$(\n[ ]+.*$)*/m, '');
    writeFileSync(file, `${locale.trimEnd()}\nreviewed: { by: Test reader, on: 2026-11-22 }\n`);
  }
  return copy;
}

function runScript(script: string, programArguments: string[], env: Record<string, string>): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [script, ...programArguments], {
    cwd: root,
    env: { ...withoutSettings(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  let wrong = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    wrong += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${script} ended with ${code}:\n${said}${wrong}`));
    });
  });
}
