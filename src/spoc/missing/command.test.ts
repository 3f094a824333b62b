import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { MessageState } from '#delivery/standing.ts';
import { composeList, composeSealed, createMailbox, type Known, referenceFor } from './testing/mailbox.ts';

const { inFolder, keep, run } = createMailbox();
const left = (state: MessageState) => state === 'delivered' || state === 'received' || state === 'bounced';
const mbox = (mails: string[]) =>
  mails
    .map((mail) => `From website@county.example Tue Nov 24 10:00:00 2026\n${mail.replace(/^(>*From )/gm, '>$1')}\n\n`)
    .join('');
const firstLine = (said: string) => said.split('\n')[0];

describe('500 messages of every outcome, over five days', async () => {
  const states: MessageState[] = [
    'delivered',
    'received',
    'delivered',
    'held',
    'delivered',
    'waiting',
    'received',
    'bounced',
  ];
  const known = Array.from({ length: 500 }, (_, at): Known => ({ number: at + 1, state: states[at % 8] ?? 'held' }));
  const there = known.filter(({ state }) => left(state));
  const mails = new Map<number, string>();
  for (const { number } of there) mails.set(number, await composeSealed(number));
  const lists = await Promise.all(
    [0, 1, 2, 3, 4].map((day) =>
      composeList(20 + day, { after: day * 100, to: day * 100 + 100 }, known.slice(day * 100, day * 100 + 100)),
    ),
  );
  for (const [day, list] of lists.entries()) keep(`all/lists/${day}.eml`, list);
  for (const [number, mail] of mails) {
    if (number <= 150) keep(`all/${number}.eml`, mail);
    else if (number <= 300) keep(`all/maildir/${number % 2 ? 'cur' : 'new'}/${number}.host:2,S`, mail);
  }
  const inOne = [...mails].filter(([number]) => number > 300).map(([, mail]) => mail);
  keep('all/Archive', mbox(inOne));
  // What mail programs leave beside: an index, and mail that has nothing to do with the site.
  keep('all/Archive.msf', 'index');
  keep('all/other.eml', 'From: a@example.org\nSubject: Re: Enquiry\n\nthanks');
  keep('all/maildir/tmp/half', 'Message-ID: <x');

  test('are all there', async () => {
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, said.includes('MISSING'), said.includes('STRANGE')]).toEqual([0, false, false]);
    expect(said).toContain(`${there.length} messages and 5 lists looked at; the last list is of 2026-11-24.`);
    expect(said).toContain(`not yet  #4 ${referenceFor(4)}: it is held at the site`);
    expect(said.match(/^not yet/gm)).toHaveLength(500 - there.length);
  });

  test.each([
    [7, 'all/7.eml'],
    [151, 'all/maildir/cur/151.host:2,S'],
  ])('one that is removed is named: %i', async (number, file) => {
    rmSync(inFolder(file));
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, said.match(/^MISSING.*/gm)?.map((line) => line.split(':')[0])]).toEqual([
      1,
      [`MISSING  #${number} ${referenceFor(number)}`],
    ]);
    keep(file, mails.get(number) ?? '');
  });

  test('one that is removed from a file of many is named', async () => {
    keep('all/Archive', mbox(inOne.slice(1)));
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, firstLine(said)]).toEqual([1, `MISSING  #301 ${referenceFor(301)}: the site delivered it`]);
    keep('all/Archive', mbox(inOne));
  });

  test('an answer to it does not stand for the message that is missing', async () => {
    rmSync(inFolder('all/7.eml'));
    keep(
      'all/answer.eml',
      `Message-ID: <a@b>\nIn-Reply-To: <${referenceFor(7)}.7@help>\nSubject: Re: Enquiry ${referenceFor(7)}\n\nseen`,
    );
    expect((await run('missing', inFolder('all'))).exit).toBe(1);
    rmSync(inFolder('all/answer.eml'));
    keep('all/7.eml', mails.get(7) ?? '');
  });

  test('a list that is missing is named with its days and numbers', async () => {
    rmSync(inFolder('all/lists/2.eml'));
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, firstLine(said)]).toEqual([
      1,
      'MISSING  a daily list (referrals) from 2026-11-21T07:00:00.000Z to 2026-11-22T07:00:00.000Z, which tells of #201 to #300',
    ]);
    keep('all/lists/2.eml', lists[2] ?? '');
  });

  test('what came twice is said, and is no fault', async () => {
    keep('all/again.eml', mails.get(7) ?? '');
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, said.match(/^twice.*/gm)]).toEqual([
      0,
      [`twice    #7 ${referenceFor(7)}: /all/7.eml; /all/again.eml`],
    ]);
    rmSync(inFolder('all/again.eml'));
  });

  test('another message under a number of the site is told of', async () => {
    keep('all/forged.eml', (mails.get(7) ?? '').replaceAll(referenceFor(7), referenceFor(9999)));
    const { exit, said } = await run('missing', inFolder('all'));
    expect([exit, said]).toEqual([1, expect.stringContaining('STRANGE  #7')]);
    rmSync(inFolder('all/forged.eml'));
  });

  test('a mail server that writes its own Message-ID is no fault', async () => {
    const other = (mails.get(7) ?? '').replace(/^Message-ID: .*$/m, 'Message-ID: <1@mail.example>');
    keep('all/7.eml', other);
    expect((await run('missing', inFolder('all'))).exit).toBe(0);
    keep('all/7.eml', other.replace(/^X-Sequence: .*\r?\n/m, ''));
    expect((await run('missing', inFolder('all'))).exit).toBe(0);
    keep('all/7.eml', mails.get(7) ?? '');
  });
});

test('the latest list says where a message is', async () => {
  const list = (day: number, state: MessageState) => composeList(day, { after: 0, to: 1 }, [{ number: 1, state }]);
  keep('two/a.eml', await list(21, 'waiting'));
  expect((await run('missing', inFolder('two'))).exit).toBe(0);
  keep('two/b.eml', await list(22, 'delivered'));
  expect((await run('missing', inFolder('two'))).exit).toBe(1);
});

test('without a list nothing can be said, and that is said', async () => {
  keep('none/1.eml', await composeSealed(1));
  expect(await run('missing', inFolder('none'))).toMatchObject({
    exit: 2,
    said: expect.stringContaining('no daily list'),
  });
  expect((await run('missing', inFolder('nowhere'))).exit).toBe(2);
  expect((await run('missing')).exit).toBe(2);
});

test('the log can look a reference up before it writes it down', async () => {
  keep('some/1.eml', await composeSealed(77));
  const log = (reference: string) =>
    run('log', reference, 'reached', '--log', inFolder('log'), '--messages', inFolder('some'));
  expect(await log('ABCD-2345')).toMatchObject({ exit: 2, said: expect.stringContaining('no message in') });
  expect((await log(referenceFor(77).toLowerCase())).exit).toBe(0);
});
