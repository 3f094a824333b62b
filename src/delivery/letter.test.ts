import { randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyRing } from '#keyring';
import { composeEnvelope } from './envelope.ts';
import { isAddress, type Letter, sealLetter } from './letter.ts';
import { createQueue, type Queue } from './queue.ts';
import { openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeClock, makeDelivery } from './testing/deliveries.ts';
import { envelope } from './testing/mail.ts';

const ring = createKeyRing([randomBytes(32).toString('base64')]);
const letter: Letter = { to: 'worker@council.example', subject: 'Received: ABCD-2345', text: 'Zażółć اردو\n' };
const settings = { ...envelope, letters: ring };
const day = 24 * 3_600_000;

let database: TestDatabase;
let queue: Queue;
let clock: ReturnType<typeof makeClock>;
beforeEach(async () => {
  database = await openTestSqlite();
  clock = makeClock();
  queue = createQueue(database.db, clock);
});
afterEach(() => database.close());

const claimOne = async () => {
  const [claimed] = await queue.claim({ limit: 1, leaseMs: 1000 });
  if (!claimed) throw new Error('nothing was due');
  return claimed;
};
const bodies = async () =>
  (await database.db.selectFrom('deliveries').select('body').execute()).map(({ body }) => body);

describe('a letter', () => {
  test('says its fixed words to the one address, and marks itself as automatic', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    const mail = await composeEnvelope(await claimOne(), settings);
    expect(mail).toMatchObject({ to: [letter.to], messageId: '<ABCD-2345-letter.1@help.county.example>' });
    const parsed = await PostalMime.parse(mail.raw);
    expect(parsed).toMatchObject({ subject: letter.subject, to: [{ address: letter.to }] });
    expect(parsed.text?.trim()).toBe(letter.text.trim());
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(mail.raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  });

  test('carries its calendar entry', async () => {
    const calendar = { method: 'REQUEST' as const, content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
    await queue.accept(sealLetter(ring, 'booking:1', 'ABCD-2345', { ...letter, html: '<p>x</p>', calendar }));
    const { attachments, html } = await PostalMime.parse((await composeEnvelope(await claimOne(), settings)).raw);
    expect(html).toContain('<p>x</p>');
    expect(attachments.map(({ mimeType }) => mimeType)).toContain('text/calendar');
  });

  test('keeps address and words off the disk in clear', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    expect(JSON.stringify(await database.db.selectFrom('deliveries').selectAll().execute())).not.toMatch(
      /council|Zaż|اردو/,
    );
  });

  test('goes after every sealed message, and takes none of their numbers', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    expect((await queue.accept(makeDelivery())).number).toBe(1);
    expect((await queue.accept(makeDelivery(), [sealLetter(ring, 'receipt:2', 'ABCD-2345', letter)])).number).toBe(2);
    const claimed = await queue.claim({ limit: 9, leaseMs: 1000 });
    expect(claimed.map(({ number }) => number).slice(0, 2)).toEqual([1, 2]);
    expect(claimed.map(({ kind }) => kind).slice(2)).toEqual(['letter', 'letter']);
  });

  test('is kept with its message or not at all, and only once', async () => {
    const message = makeDelivery();
    const receipt = sealLetter(ring, 'receipt:1', message.reference, letter);
    await queue.accept(message, [receipt]);
    await queue.accept(message, [receipt]);
    expect(await bodies()).toHaveLength(2);
    await expect(queue.accept(makeDelivery(), [{ ...receipt, body: 'in clear' }])).rejects.toThrow(TypeError);
    expect(await bodies()).toHaveLength(2);
  });

  test('is no part of what the queue says of itself', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    expect(await queue.health()).toMatchObject({ oldestWaitingSeconds: null, waiting: 0, held: 0, delivered: 0 });
  });

  test.each(['delivered', 'held'] as const)('is erased once it is %s', async (kind) => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    const { id } = await claimOne();
    await queue.settle(id, kind === 'delivered' ? { kind, receipt: null } : { kind, code: 'smtp-550' });
    expect(await bodies()).toEqual([null]);
    clock.advance(10 * day);
    expect(await queue.claim({ limit: 1, leaseMs: 1000 })).toEqual([]);
  });

  test('is tried for five days and then given up', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    clock.advance(5 * day - 1);
    await queue.erase(7);
    expect((await bodies())[0]).not.toBeNull();
    clock.advance(1);
    await queue.erase(7);
    expect(await bodies()).toEqual([null]);
  });

  test('with a key that is gone waits, and says nothing of what is in it', async () => {
    await queue.accept(sealLetter(ring, 'receipt:1', 'ABCD-2345', letter));
    await expect(composeEnvelope(await claimOne(), envelope)).rejects.toMatchObject({ code: 'letter-key' });
  });
});

test('an address is one plain address and nothing that could make two or a header', () => {
  expect(isAddress('worker.name+x@dept.council.example')).toBe(true);
  const hostile = [
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'A <a@b.example>',
    '"a b"@b.example',
    'a@b',
    '',
  ];
  for (const text of hostile) {
    expect(isAddress(text)).toBe(false);
    expect(() => sealLetter(ring, 'x', 'ABCD-2345', { ...letter, to: text })).toThrow();
  }
  expect(() => sealLetter(ring, 'x', 'ABCD-2345', { ...letter, subject: 'a\r\nBcc: x@y.example' })).toThrow();
});
