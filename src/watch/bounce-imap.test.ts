import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBounceMailbox } from './bounce-imap.ts';
import { dovecot, type Mailbox, startMailbox } from './testing/dovecot.ts';
import { exchangeReport, plainMail, postfixReport } from './testing/reports.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const run = dovecot ? describe : describe.skip;

run(`the mailbox of what came back${dovecot ? '' : ' (NOT TESTED: dovecot-imapd is not installed)'}`, () => {
  let box: Mailbox;
  let at: Watched;
  beforeAll(async () => {
    box = await startMailbox();
  }, 30_000);
  afterAll(() => box.close());
  beforeEach(async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
  });
  afterEach(() => at.close());
  const put = (name: string, mail: Uint8Array) => writeFileSync(path.join(box.folder, 'new', name), mail);
  const left = () => [...readdirSync(path.join(box.folder, 'new')), ...readdirSync(path.join(box.folder, 'cur'))];

  test('is read over TLS: reports of ours are deleted, the rest is marked as seen and left', async () => {
    const [one, two] = [await at.deliver({ recipient: 'training' }), await at.deliver({ recipient: 'training' })];
    const idOf = ({ reference, number }: { reference: string; number: number }) =>
      `<${reference}.${number}@county.example>`;
    put('1.M1.host', postfixReport({ messageId: idOf(one) }));
    put('2.M2.host', exchangeReport({ messageId: idOf(two) }));
    put('3.M3.host', plainMail({ messageId: idOf(one), from: 'somebody@example.org' }));
    await readBounceMailbox(at.watch, box.url(), box.ca);
    expect(await at.wrong()).toEqual(['bounced 2']);
    expect(left()).toEqual([expect.stringMatching(/^3\.M3\.host.*:2,S$/)]);
    await readBounceMailbox(at.watch, box.url(), box.ca);
    expect(left()).toHaveLength(1);
  }, 30_000);

  test('cannot be read with another password, under a certificate that is not trusted, or where nobody listens', async () => {
    const code = (url: string, ca: string | null) =>
      readBounceMailbox(at.watch, url, ca).then(
        () => 'read',
        (error: Error & { code?: string }) => [error.name, error.code, /p@ss|word|localhost/.test(error.message)],
      );
    expect(await code(box.url('wrong'), box.ca)).toEqual(['MailboxFault', 'login', false]);
    expect(await code(box.url(), null)).toEqual(['MailboxFault', 'tls', false]);
    expect(await code('imaps://site:x@127.0.0.1:1/INBOX', null)).toEqual(['MailboxFault', 'unreachable', false]);
  }, 30_000);
});
