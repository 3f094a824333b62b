import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@playwright/test';
import { bundleLimit, makeBundle } from '../../src/cli/bundle/bundle.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { type Bundle, createBundle, type Started } from '../support/bundle.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { makeScan, openPapers, postPapers, withPapers } from '../support/papers.ts';
import { root } from '../support/project-files.ts';
import { postParts, wholeForm } from '../support/raw-http.ts';

test.describe.configure({ mode: 'default' });

let bundle: Bundle;
test.beforeAll(async () => {
  bundle = await createBundle();
});
test.afterAll(() => bundle.remove());

const data = (name: string) => path.join(bundle.ground, name);
const stop = async (site: Started) => {
  site.child.kill('SIGTERM');
  return site.ended;
};

test('it is small, holds no packages to install, and says nothing of where it was made', () => {
  expect(bundle.size).toBeLessThan(bundleLimit);
  const files = readdirSync(bundle.folder, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  const programs = files.filter((file) => /\.mjs$|build\.json$/.test(file));
  expect(programs.length).toBeGreaterThan(10);
  const telling = programs.filter((file) => readFileSync(path.join(bundle.folder, file), 'utf8').includes(`${root}/`));
  expect(telling).toEqual([]);
});

test('the licence of everything in it goes along', () => {
  const licences = readFileSync(path.join(bundle.folder, 'licences.txt'), 'utf8');
  for (const name of ['nodemailer', 'kysely', 'zod', 'pg', 'preact', 'yaml']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: (MIT|MIT-0|ISC)$`, 'm'));
  }
  expect(licences).toMatch(/^openpgp \d.*: LGPL-3\.0/m);
  expect(existsSync(path.join(bundle.folder, 'openpgp', 'LICENSE'))).toBe(true);
});

test('a message is sent, delivered and opened with nothing but the folder', async () => {
  const site = await bundle.start({ DATA_DIR: data('first') });
  const id = createId();
  const sent = await postParts(site.origin, wholeForm(examples.full.answers, id));
  expect(sent.body).toContain(await referenceOf(id));
  const { referral } = await openDemonstration(data('first'), await referenceOf(id));
  expect(referral.answers['name']).toBe(examples.full.answers['name']);
  // The bundle's own tool for the contact reads it too.
  const [message = ''] = listMessages(data('first'));
  const key = data('first/demonstration/private-key.asc');
  const read = await bundle.run('spoc', ['read', '--key', key, data(`first/messages/${message}`)]);
  expect(read.code).toBe(0);
  expect(read.said).toContain(await referenceOf(id));
  // Of 512 kB and more: in a process of its own, which is started by the name of its file.
  const large = createId();
  const posted = await postPapers(site.origin, withPapers([{ name: 'a.pdf', bytes: makeScan(2 ** 20) }], large));
  expect(posted.status).toBe(200);
  const [paper] = await openPapers(data('first'), await referenceOf(large));
  expect(paper?.bytes.length).toBe(2 ** 20);
  expect(await stop(site)).toBe(0);
});

test('the commands of operator and organiser work on its data', async () => {
  const status = await bundle.run('operate', ['status'], { DATA_DIR: data('first') });
  expect(status.said).toMatch(/delivered +2/);
  expect(status.code).toBe(0);
  const sessions = await bundle.run('training', ['sessions', '--all'], { DATA_DIR: data('first') });
  expect([sessions.code, sessions.said]).toEqual([0, expect.stringMatching(/places|No session|\d/)]);
});

test('PostgreSQL is in it', async () => {
  const env = { DATA_DIR: data('postgres'), DATABASE_URL: 'postgres://site:x@127.0.0.1:1/site' };
  const { code, said } = await bundle.run('operate', ['status'], env);
  expect([code, said]).toEqual([2, expect.stringContaining('PostgreSQL cannot be reached')]);
});

test('a stop under load loses nothing that was acknowledged', async () => {
  const site = await bundle.start({ DATA_DIR: data('load') });
  const acknowledged: string[] = [];
  let stopped = false;
  const person = async () => {
    while (!stopped) {
      const id = createId();
      const { status, body } = await postParts(site.origin, wholeForm(examples.shortest.answers, id));
      const reference = await referenceOf(id);
      if (status === 200 && body.includes(reference)) acknowledged.push(reference);
    }
  };
  const people = Array.from({ length: 8 }, person);
  await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(30);
  const ended = stop(site);
  const before = acknowledged.length;
  expect(await ended).toBe(0);
  stopped = true;
  await Promise.all(people);
  // Those that were under way when it was told to stop were answered.
  expect(acknowledged.length).toBeGreaterThanOrEqual(before);
  const again = await bundle.start({ DATA_DIR: data('load') });
  const arrived = () => new Set(listMessages(data('load')).map((name) => name.split('.')[0]));
  await expect
    .poll(() => acknowledged.filter((reference) => !arrived().has(reference)), { timeout: 30_000 })
    .toEqual([]);
  expect(await stop(again)).toBe(0);
});

test('data of a newer version is refused, and left as it is', async () => {
  const file = data('first/site.sqlite');
  const db = new DatabaseSync(file);
  db.exec("insert into schema_migrations (name, applied_at) values ('delivery-999', 0)");
  db.close();
  const { code, said } = await bundle.run('server', [], { DATA_DIR: data('first'), PORT: '0' });
  expect([code, said]).toEqual([1, expect.stringContaining('written by a newer version')]);
  expect(existsSync(file)).toBe(true);
});

test('a folder that is not empty is not written into', async () => {
  await expect(makeBundle(path.join(root, 'dist'), path.join(root, 'content'), bundle.folder)).rejects.toThrow(
    'is not empty',
  );
});
