import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeMail } from '../testing/mail.ts';
import { openFileChannel } from './file.ts';
import { openChannel } from './index.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'nwd-outbox-'));
  folder = path.join(parent, 'outbox');
});
afterEach(() => rm(parent, { recursive: true }));

test('writes one private file for each mail, and the same file for the same mail', async () => {
  const channel = openFileChannel(folder);
  await channel.send(makeMail());
  await channel.send(makeMail({ raw: 'again' }));
  expect(await readdir(folder)).toEqual(['TEST-1.7.eml']);
  expect(await readFile(path.join(folder, 'TEST-1.7.eml'), 'utf8')).toBe('again');
  expect((await stat(path.join(folder, 'TEST-1.7.eml'))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('a reader never sees half a mail', async () => {
  const channel = openFileChannel(folder);
  const old = 'a'.repeat(4_000_000);
  const fresh = 'b'.repeat(4_000_000);
  await channel.send(makeMail({ raw: old }));
  let sending = true;
  const sent = channel.send(makeMail({ raw: fresh })).finally(() => {
    sending = false;
  });
  const seen = new Set<string>();
  while (sending) seen.add(await readFile(path.join(folder, 'TEST-1.7.eml'), 'latin1'));
  await sent;
  expect([...seen].every((content) => content === old || content === fresh)).toBe(true);
});

test('a Message-ID that is not ours cannot choose the file', async () => {
  for (const messageId of ['<../../etc/x.1@host>', '<a/b.1@host>', '<.1@host>', '<no-number@host>']) {
    await expect(openFileChannel(folder).send(makeMail({ messageId }))).rejects.toMatchObject({ effect: 'retry' });
  }
});

test('a folder that cannot be used stops the queue', async () => {
  await writeFile(folder, 'a file in its place');
  const fault = { code: 'folder', effect: 'breaker' };
  await expect(openFileChannel(folder).send(makeMail())).rejects.toMatchObject(fault);
  await expect(openFileChannel(folder).check?.()).rejects.toMatchObject(fault);
});

test('the settings choose the channel', async () => {
  expect(openChannel({ smtp: null, folder }).name).toBe('file');
  const smtp = openChannel({ smtp: { url: 'smtps://localhost:1', ca: null }, folder });
  expect(smtp.name).toBe('smtp');
  await smtp.close();
});
