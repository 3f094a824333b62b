import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as openpgp from 'openpgp';
import { signContent } from '../../src/cli/signed-content.ts';
import { type PrivateServer, startPrivateServer } from '../../src/database/private-server.ts';
import { generateKeyPair } from '../../src/encryption/generate.ts';
import { root } from './project-files.ts';
import { type Site, startSite } from './server.ts';
import { type MailServer, startMailServer } from './smtp.ts';

/** Several instances of one live site on one PostgreSQL, as behind a load balancer, and the mail server they share. */
export type Instances = {
  sites: Site[];
  database: PrivateServer;
  mail: MailServer;
  /** What people type: neither instance's own address. */
  origin: string;
  /** The settings of each instance, but for its port and data folder. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** Starts them, each with a data folder of its own, from the built demonstration recorded as built live. */
export async function startInstances(count: number): Promise<Instances> {
  const folder = mkdtempSync(path.join(tmpdir(), 'instances-'));
  const buildDir = path.join(root, 'node_modules', '.cache', `instances-${process.pid}`);
  const origin = 'https://help.example.org';
  cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
  const record = JSON.parse(readFileSync(path.join(buildDir, 'build.json'), 'utf8'));
  const options = { ...record.options, demo: false, origin, contacts: ['referrals'] };
  writeFileSync(path.join(buildDir, 'build.json'), JSON.stringify({ ...record, options }));
  const { publicKey } = await generateKeyPair(openpgp, { name: 'Contact', now: new Date(), expiresInDays: 30 });
  writeFileSync(path.join(folder, 'contact.asc'), publicKey);

  const database = await startPrivateServer();
  if (!database) throw new Error('There is no PostgreSQL here.');
  const mail = await startMailServer();
  const today = new Date().toISOString().slice(0, 10);
  const env = {
    NODE_ENV: 'production',
    CONTENT_DIR: signContent(path.join(root, 'content'), path.join(folder, 'content'), 'kent', today),
    PUBLIC_ORIGIN: origin,
    REFERRALS_ADDRESS: 'team@county.example',
    REFERRALS_KEYS: path.join(folder, 'contact.asc'),
    MAIL_FROM: 'site@county.example',
    SMTP_URL: mail.url,
    SMTP_CA_FILE: mail.caFile,
    BUILD_DIR: buildDir,
    DATABASE_URL: database.url,
    DRAFT_KEYS: randomBytes(32).toString('base64'),
  };
  const close = async (sites: Site[]) => {
    for (const site of sites) await site.dispose();
    await mail.close();
    await database.stop();
    for (const each of [folder, buildDir]) rmSync(each, { recursive: true, force: true });
  };
  // At once, as after a power cut: one of them makes the tables.
  const started = await Promise.allSettled(Array.from({ length: count }, () => startSite({ env })));
  const sites = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await close(sites);
    throw failed.reason;
  }
  return { sites, database, mail, origin, env, close: () => close(sites) };
}
