import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../tests/support/smtp.ts';
import { openShop } from './command.ts';
import { operate } from './operate.ts';

let mail: MailServer;
let chat: Server;
let status = 200;
let posted: unknown[] = [];
let folder = '';
let said = '';
beforeAll(async () => {
  mail = await startMailServer();
  chat = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    posted.push(JSON.parse(body));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  chat.close();
  await mail.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alarm-'));
  mail.messages.length = 0;
  mail.refuse(null);
  status = 200;
  posted = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(given: Record<string, string>) {
  said = '';
  const key = path.join(folder, 'key.asc');
  writeFileSync(key, '');
  const say = (text: string) => {
    said += text;
  };
  const environment = {
    DEMO: '0',
    DATA_DIR: path.join(folder, 'data'),
    PUBLIC_ORIGIN: 'https://help.example.org',
    REFERRALS_ADDRESS: 'team@county.example',
    REFERRALS_KEYS: key,
    MAIL_FROM: 'site@county.example',
    SMTP_URL: mail.url,
    SMTP_CA_FILE: mail.caFile,
    ...given,
  };
  return operate(['alarm'], openShop(environment, { write: say, warn: say }));
}
const webhook = () => `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hook`;

test('a trial goes by each way that an alarm would take, and says that nothing is wrong', async () => {
  const given = { ALARM_ADDRESS: 'operator@county.example', UNREAD_ADDRESS: 'lead@county.example' };
  expect(await run({ ...given, ALARM_WEBHOOK: webhook() })).toBe(0);
  expect(said).toBe('taken      ALARM_WEBHOOK\ntaken      ALARM_ADDRESS\ntaken      UNREAD_ADDRESS\n');
  expect(posted).toMatchObject([{ text: 'help.example.org: a trial, nothing is wrong', kind: 'trial' }]);
  expect(mail.messages.map(({ to }) => to)).toEqual([['operator@county.example'], ['lead@county.example']]);
  const raw = mail.messages.map((one) => Buffer.from(one.raw).toString());
  expect(raw[0]).toContain('Subject: help.example.org: a trial, nothing is wrong');
  const ids = raw.map((text) => /^Message-ID: (\S+)/im.exec(text)?.[1]);
  expect(new Set(ids).size).toBe(2);
});

test('a way that does not take it is named, and the others are tried all the same', async () => {
  status = 404;
  expect(await run({ ALARM_WEBHOOK: webhook(), ALARM_ADDRESS: 'operator@county.example' })).toBe(1);
  expect(said).toBe('not taken  ALARM_WEBHOOK: http-404\ntaken      ALARM_ADDRESS\n');
});

test('where nobody would be told, it says so', async () => {
  expect(await run({})).toBe(2);
  expect(said).toContain('Nobody would be told of anything');
  expect(mail.messages).toEqual([]);
});
