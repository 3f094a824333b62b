import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll } from 'vitest';
import type { Claimed, NewDelivery } from '#delivery/delivery.ts';
import { composeEnvelope } from '#delivery/envelope.ts';
import { sealLetter } from '#delivery/letter.ts';
import type { MessageState } from '#delivery/standing.ts';
import { makeArmour } from '#delivery/testing/deliveries.ts';
import { envelope } from '#delivery/testing/mail.ts';
import { createKeyRing } from '#keyring';
import { writeDay } from '../../../watch/digest-text.ts';
import { runSpoc } from '../../cli.ts';
import { createTerminal } from '../../terminal.ts';

/** A message as the site knows it: its number decides its reference. */
export type Known = { number: number; state: MessageState };

const ring = createKeyRing([randomBytes(32).toString('base64')]);
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference for a number, as different as they are. */
export function referenceFor(number: number): string {
  const text = Array.from({ length: 8 }, (_, at) => signs[Math.floor(number / signs.length ** at) % signs.length]).join(
    '',
  );
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

const compose = async (delivery: NewDelivery, number: number) => {
  const claimed: Claimed = { ...delivery, lease: 0, number, acceptedAt: new Date('2026-11-24T10:00:00Z'), attempts: 0 };
  return String((await composeEnvelope(claimed, { ...envelope, letters: ring })).raw);
};

/** The mail of a sealed message, as the site sends it. */
export const composeSealed = (number: number) => {
  const kind = 'sealed-openpgp';
  const id = String(number).padStart(32, '0');
  const body = makeArmour(400);
  return compose(
    { id, reference: referenceFor(number), kind, priority: 0, recipient: 'referrals', keyIds: [], body },
    number,
  );
};

/** The mail of a daily list, as the site writes and sends it. `day`: of November 2026; it tells of the day before. */
export function composeList(day: number, numbers: { after: number; to: number }, known: readonly Known[]) {
  const at = (date: number) => new Date(Date.UTC(2026, 10, date, 7));
  const text = writeDay({
    day: `2026-11-${String(day).padStart(2, '0')}`,
    contact: 'referrals',
    from: at(day - 1),
    to: at(day),
    numbers,
    entries: known.map(({ number, state }) => ({
      number,
      state,
      reference: referenceFor(number),
      acceptedAt: at(day - 1),
      deliveredAt: state === 'waiting' || state === 'held' ? null : at(day - 1),
    })),
    keyDaysLeft: 300,
    resendDays: 7,
  });
  const letter = { to: 'team@county.example', subject: `Enquiry list ${day}`, text };
  return compose(sealLetter(ring, `digest:${day}`, `LIST-${day}`, letter), -day);
}

/** Folders of mail that are removed after the tests of the file, and the command. */
export function createMailbox() {
  const folder = mkdtempSync(path.join(tmpdir(), 'mailbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const keep = (name: string, content: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const run = async (...args: string[]) => {
    let said = '';
    const take = (text: string) => {
      said += text;
    };
    const input = new PassThrough();
    input.end('');
    return { exit: await runSpoc(args, createTerminal(input, take, take)), said: said.replaceAll(folder, '') };
  };
  return { folder, keep, inFolder: (name: string) => path.join(folder, name), run };
}
