import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReport, reportBytes } from './bounce-report.ts';
import { openBounceWays } from './bounce-ways.ts';
import { takeReport } from './bounces.ts';
import { exchangeReport, plainMail, postfixReport } from './testing/reports.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const host = 'county.example';
const messageId = `<ZSPG-WH8E.412@${host}>`;
const ours = { reference: 'ZSPG-WH8E', number: 412 };

describe('a report', () => {
  test.each([
    ['of Postfix', postfixReport({ messageId })],
    ['of Exchange, which folds the header', exchangeReport({ messageId })],
    ['of an old mail server, which is no proper one', plainMail({ messageId })],
  ])('%s names the message', async (_whose, mail) => {
    expect(await readReport(mail, host)).toEqual(ours);
  });

  test.each([
    ['of a delay', postfixReport({ messageId, action: 'delayed' })],
    ['of a delivery', exchangeReport({ messageId, action: 'delivered' })],
    ['from a holiday', plainMail({ messageId, from: 'team@county.example' })],
    ['about a letter', postfixReport({ messageId: `<watch-letter.3@${host}>` })],
    ['about another site’s message', postfixReport({ messageId: '<ZSPG-WH8E.412@evil.example>' })],
    ['about a host that only looks like ours', postfixReport({ messageId: '<ZSPG-WH8E.412@countyXexample>' })],
    ['that is nothing', new Uint8Array()],
    ['of random bytes', crypto.getRandomValues(new Uint8Array(5000))],
  ])('%s is none', async (_what, mail) => {
    expect(await readReport(mail, host)).toBeNull();
  });

  test('with a number of its own, given by a relay of our own domain, names the message all the same', async () => {
    const mail = `Message-ID: <20261122101112.5@${host}>\r\n${postfixReport({ messageId })}`;
    expect(await readReport(Buffer.from(mail), host)).toEqual(ours);
  });

  test('that gives back a large message is read from its beginning alone', async () => {
    const mail = postfixReport({ messageId }).toString().replace('sealed', 'A'.repeat(20_000_000));
    expect(await readReport(Buffer.from(mail).subarray(0, reportBytes), host)).toEqual(ours);
    expect(await readReport(Buffer.from(mail), host)).toEqual(ours);
  });
});

describe('what came back', () => {
  let at: Watched;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'bounces-'));
    at = await openWatched('2026-11-24T10:00:00Z', { bouncesDir: folder });
  });
  afterEach(async () => {
    await at.close();
    rmSync(folder, { recursive: true });
  });
  const read = async () => {
    for (const way of openBounceWays(at.watch, null)) await way();
  };
  const report = ({ reference, number }: { reference: string; number: number }) =>
    postfixReport({ messageId: `<${reference}.${number}@${host}>` });
  const put = (name: string, mail: Uint8Array) => writeFileSync(path.join(folder, name), mail);

  test('is told of, can be sent again, and the report is gone', async () => {
    const sent = await at.deliver({ recipient: 'training' });
    put('1.eml', report(sent));
    await read();
    expect(await at.wrong()).toEqual(['bounced 1']);
    expect(readdirSync(folder)).toEqual([]);
    expect(at.lines.map((line) => JSON.parse(line)).map(({ event, ref }) => [event, ref])).toEqual([
      ['bounced', sent.reference],
    ]);
    expect(await at.loop.resend([sent.id])).toEqual([sent.id]);
    expect(await at.wrong()).toEqual([]);
  });

  test('lies in a Maildir as well, and what is no report of ours is put aside', async () => {
    for (const name of ['new', 'cur', 'tmp']) mkdirSync(path.join(folder, name));
    put('new/1.M1.host', report(await at.deliver({ recipient: 'training' })));
    put('new/2.M2.host', plainMail({ messageId, from: 'somebody@example.org' }));
    put('new/3.M3.host', report({ reference: 'NONE-NONE', number: 7 }));
    await Promise.all([read(), read()]);
    expect(await at.wrong()).toEqual(['bounced 1']);
    expect(readdirSync(path.join(folder, 'new'))).toEqual([]);
    expect(readdirSync(path.join(folder, 'cur')).sort()).toEqual(['2.M2.host:2,S', '3.M3.host:2,S']);
  });

  test('put beside other files leaves them where they are', async () => {
    put('notes.txt', Buffer.from('x'));
    put('1.eml', Buffer.from('no report'));
    await read();
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'seen']);
  });

  test('is learned of though a mail before it cannot be put aside', async () => {
    put('seen', Buffer.from('a file in the place of the folder'));
    put('1.eml', Buffer.from('no report'));
    put('2.eml', report(await at.deliver({ recipient: 'training' })));
    await read();
    expect(await at.wrong()).toEqual(['bounced 1']);
    expect(readdirSync(folder).sort()).toEqual(['1.eml', 'seen']);
    expect(at.lines.map((line) => JSON.parse(line).event)).toEqual(['bounced', 'retry']);
  });

  test('by a forged report loses nothing, and the code of the message ends it', async () => {
    const { id, reference, number } = await at.deliver();
    const forged = report({ reference, number });
    expect(await takeReport(at.watch, forged)).toBe('told');
    at.clock.advance(6 * 86_400_000);
    expect(await takeReport(at.watch, forged)).toBe('told');
    expect(await at.queue.erase(7)).toBe(0);
    await at.loop.receive(id, 'code');
    expect((await at.queue.health()).bounced).toBe(0);
    expect(await takeReport(at.watch, forged)).toBe('told');
    expect((await at.queue.health()).bounced).toBe(0);
  });

  test('cannot be learned of where the folder is gone, which is a code in the log', async () => {
    at.watch.settings = { ...at.watch.settings, bouncesDir: path.join(folder, 'nothing') };
    await read();
    expect(at.lines.map((line) => JSON.parse(line)).map(({ event, code, channel }) => [event, code, channel])).toEqual([
      ['retry', 'folder', 'bounces'],
    ]);
  });

  test('stays where it is while the store cannot be used', async () => {
    put('1.eml', report(await at.deliver({ recipient: 'training' })));
    const broken = await openWatched('2026-11-24T10:00:00Z', { bouncesDir: folder });
    await broken.store.db.destroy();
    for (const way of openBounceWays(broken.watch, null)) await expect(way()).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['1.eml']);
    await read();
    expect(await at.wrong()).toEqual(['bounced 1']);
  });
});
