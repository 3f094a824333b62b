import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { codeOf, receivedCode } from '../../src/message/code.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { test } from '../support/live.ts';
import { openMail } from '../support/opened.ts';
import { postParts, wholeForm } from '../support/raw-http.ts';
import { askHealth, type Site } from '../support/server.ts';

/** Sends the shortest form as a browser without scripts would; what the page says of a time. */
async function sendForm(site: Site, id = createId()) {
  const { status, body } = await postParts(site.origin, wholeForm(examples.shortest.answers, id), { tag: 'en' });
  expect(status).toBe(200);
  const none = body.includes('We cannot say when it will be read.');
  return none === /Our team (is reading|next reads)/.test(body) ? 'both or neither' : none ? 'no time' : 'a time';
}

/** Gives a code as the button of a page in a file does: of no origin, from another site. */
async function give(site: Site, code: string) {
  const headers = { origin: 'null', 'sec-fetch-site': 'cross-site' };
  const body = new FormData();
  body.set('code', code);
  const answer = await fetch(`${site.origin}/en/received/`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

test('a message that nobody opens changes what everybody is told, until its code is typed back', async ({ live }) => {
  const { site, mail } = live;
  const id = createId();
  expect(await sendForm(site, id)).toBe('a time');
  const reference = await referenceOf(id);
  // Other tests of this worker use the same site.
  const find = () => mail.messages.find(({ raw }) => raw.includes(reference));
  await expect.poll(() => find() !== undefined).toBe(true);
  const received = find();
  const { text } = await openMail(received?.raw ?? new Uint8Array(), live.decrypt);
  const [, code = ''] = /^Received code: (.+)$/m.exec(text) ?? [];
  expect(code).toBe(receivedCode(reference, await codeOf(id)));
  expect(text.trimEnd().endsWith(`\nReceived code: ${code}`)).toBe(true);
  await expect.poll(async () => (await askHealth(site.origin)).oldestWaitingSeconds).toBeNull();

  // A fortnight goes by, with ten working days of reading time at least.
  expect(await site.stop()).toBe(0);
  const db = new DatabaseSync(path.join(site.dataDir, 'site.sqlite'));
  db.prepare('update deliveries set delivered_at = delivered_at - ? where reference = ?').run(
    14 * 86_400_000,
    reference,
  );
  db.close();
  const notices: { kind: string; state: string; count: number }[] = [];
  const hook = createServer(async (request, response) => {
    notices.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const { port } = hook.address() as AddressInfo;
  await site.restart({ ALARM_WEBHOOK: `http://127.0.0.1:${port}/`, UNREAD_ADDRESS: 'duty@county.example' });
  await expect
    .poll(() => notices)
    .toContainEqual(expect.objectContaining({ kind: 'unread', state: 'begin', count: 1 }));
  hook.close();
  // The person whom the county names.
  const told = () => mail.messages.find(({ to }) => to.includes('duty@county.example'));
  await expect.poll(() => told() !== undefined).toBe(true);
  expect(told()?.raw.toString()).toContain('For: duty manager.');
  expect([JSON.stringify(notices), told()?.raw.toString()].join()).not.toContain(reference);
  expect(await sendForm(site)).toBe('no time');
  const known = await askHealth(site.origin);
  expect([known.answered, known.past, known.overdue.referrals]).toEqual([503, ['unread'], 1]);
  expect(await (await fetch(`${site.origin}/healthz`)).json()).toEqual({ status: 'look', past: ['unread'] });

  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  expect((await give(site, wrong)).status).toBe(422);
  expect(await sendForm(site)).toBe('no time');
  const taken = await give(site, `Received code: ${code.toLowerCase()}`);
  expect([taken.status, taken.text.includes(`Thank you. ${reference} counts as opened from now on.`)]).toEqual([
    200,
    true,
  ]);
  expect(await sendForm(site)).toBe('a time');
  const again = await give(site, code);
  expect([again.status, again.text.includes(`${reference} was already marked as opened on `)]).toEqual([200, true]);
  // What was said lies in the log as the reference alone.
  const lines = site.logs().filter((line) => line.includes('"received"'));
  expect(lines.map((line) => JSON.parse(line).ref)).toEqual([reference]);
  expect(site.logs().join('\n')).not.toContain(code.slice(10));
});
