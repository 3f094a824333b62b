import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import * as openpgp from 'openpgp';
import { buildOptionsOf, readConfig } from '#config';
import { generateKeyPair } from '#encryption/generate.ts';
import { readBuildRecord, recordFile } from '#server/build-record.ts';
import { healthToken } from '../bench/exchange.ts';
import { ensureBuilt } from '../build.ts';
import { withoutSettings } from '../environment.ts';
import { signContent } from '../signed-content.ts';
import { root } from '../stage.ts';
import { type Certificate, makeCertificate } from './certificate.ts';

/** What every fault is staged on: a built site that is live, its address, its contact's key. */
export type Ground = {
  port: number;
  /** Settings of the live site, without mail server and data folder. */
  env: Record<string, string>;
  /** The mail server's, and the file of its authority, which alone the site trusts. */
  certificate: Certificate;
  caFile: string;
  /** Opens what was sealed for the contact: whether there is anything in it. */
  opens: (armoured: string) => Promise<boolean>;
  /** A new folder on a real disk. */
  makeFolder: (name: string) => string;
};

/**
 * Builds the site where it is not built and makes a live one of the copy: which settings it was built for is recorded in
 * one file, and the words of a demonstration on its pages take no part in anything here. All is removed at the end.
 */
export async function prepareGround(buildDir?: string): Promise<Ground> {
  const config = readConfig({ ...withoutSettings(process.env), BUILD_DIR: buildDir });
  if (!ensureBuilt(buildOptionsOf(config))) throw new Error('There is no site to torture.');
  // Below the project: there the packages are found, and full sync has to reach a disk (the system's folder may be memory).
  const cache = path.join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'torture-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const port = await findFreePort();
  const live = path.join(folder, 'build');
  const origin = `http://127.0.0.1:${port}`;
  cpSync(config.buildDir, live, { recursive: true });
  const record = readBuildRecord(live);
  if (!record) throw new Error('The build has no record.');
  const options = { ...record.options, demo: false, origin, contacts: ['referrals'] };
  writeFileSync(recordFile(live), JSON.stringify({ ...record, options }));

  const pair = await generateKeyPair(openpgp, { name: 'Contact', now: new Date(), expiresInDays: 365 });
  const certificate = await makeCertificate();
  const keyFile = path.join(folder, 'contact.asc');
  writeFileSync(keyFile, pair.publicKey);
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, certificate.cert);
  const { county } = record.options;
  const content = path.join(folder, 'content');
  signContent(config.contentDir, content, county, new Date().toISOString().slice(0, 10));
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: pair.privateKey });
  return {
    port,
    env: {
      NODE_ENV: 'production',
      DEMO: '0',
      COUNTY: county,
      CONTENT_DIR: content,
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      BUILD_DIR: live,
      REFERRALS_ADDRESS: 'team@county.example',
      REFERRALS_KEYS: keyFile,
      MAIL_FROM: 'site@county.example',
      // Thousands send here in a minute; what happens above the usual limits is tests/e2e/flood.spec.ts's to show.
      SENDS_AT_ALL: '1000000',
      METRICS_TOKEN: healthToken,
    },
    certificate,
    caFile,
    opens: async (armoredMessage) => {
      const message = await openpgp.readMessage({ armoredMessage });
      const { data } = await openpgp.decrypt({ message, decryptionKeys, format: 'binary' });
      return (data as Uint8Array).length > 0;
    },
    makeFolder: (name) => mkdtempSync(path.join(folder, `${name}-`)),
  };
}

/** A port of loopback that nothing listens on now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
