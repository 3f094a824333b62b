import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import type { Claimed } from './delivery.ts';
import { composeEnvelope } from './envelope.ts';
import { makeArmour } from './testing/deliveries.ts';
import { envelope } from './testing/mail.ts';

const delivery: Claimed = {
  lease: 0,
  id: '8f14e45fceea167a5a36dedd4bea2543',
  number: 412,
  reference: 'K7QX-2M9P',
  kind: 'sealed-openpgp',
  recipient: 'referrals',
  body: makeArmour(4000),
  acceptedAt: new Date('2026-03-01T09:00:00Z'),
  priority: 0,
  attempts: 3,
};

test('is PGP/MIME as RFC 3156 section 4 has it, with the literal version', async () => {
  const raw = String((await composeEnvelope(delivery, envelope)).raw);
  const unfolded = raw.replaceAll('\r\n ', ' ');
  const type = /^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted"; boundary="(.*)"\r$/m;
  const boundary = type.exec(unfolded)?.[1];
  const [, ...parts] = raw.split(`\r\n--${boundary}`).map((part) => part.slice(2));
  expect(parts).toHaveLength(3);
  expect(parts[2]).toBe('\r\n');
  expect(parts[0]).toBe(
    'Content-Type: application/pgp-encrypted\r\nContent-Transfer-Encoding: 7bit\r\n\r\nVersion: 1\r\n',
  );
  const [partHead, ...partBody] = parts[1]?.split('\r\n\r\n') ?? [];
  expect(partHead).toMatch(
    /^Content-Type: application\/octet-stream; name="?encrypted\.asc"?\r\nContent-Transfer-Encoding: 7bit\r\n/,
  );
  expect(partBody.join('\r\n\r\n')).toContain(delivery.body.replaceAll('\n', '\r\n'));
  expect(raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  expect(raw).not.toMatch(/[^\r]\n/);
});

test('what the county has marked as urgent says so, and nothing else does', async () => {
  const importance = async (priority: number) =>
    (await PostalMime.parse((await composeEnvelope({ ...delivery, priority }, envelope)).raw)).headers.find(
      ({ key }) => key === 'importance',
    )?.value;
  expect([await importance(-1), await importance(0)]).toEqual(['high', undefined]);
});

test('the headers are these and no others, and say only what settings and we ourselves say', async () => {
  const { raw, from, to, messageId } = await composeEnvelope(delivery, envelope);
  const { headers } = await PostalMime.parse(raw);
  const values = Object.fromEntries(headers.map(({ key, value }) => [key, value]));
  expect(headers).toHaveLength(Object.keys(values).length);
  expect(values).toEqual({
    from: 'Website <website@county.example>',
    to: 'referrals@county.example',
    subject: 'New message K7QX-2M9P',
    'message-id': '<K7QX-2M9P.412@help.county.example>',
    date: 'Sun, 01 Mar 2026 09:00:00 +0000',
    'auto-submitted': 'auto-generated',
    'x-sequence': '412',
    'mime-version': '1.0',
    'content-type': expect.stringMatching(/^multipart\/encrypted;/),
  });
  expect({ from, to, messageId }).toEqual({
    from: 'website@county.example',
    to: ['referrals@county.example'],
    messageId: '<K7QX-2M9P.412@help.county.example>',
  });
  expect(raw).not.toContain(delivery.id);
});

test.each(['\n', '\r\n'])('is dressed alike however large it is: lines that end in %j', async (end) => {
  const [first = '', blank = '', line = '', ...rest] = delivery.body.trimEnd().split('\n');
  const bodyOf = (times: number) => [first, blank, ...Array(times).fill(line), ...rest, ''].join(end);
  const small = String((await composeEnvelope({ ...delivery, body: bodyOf(1) }, envelope)).raw);
  const large = (await composeEnvelope({ ...delivery, body: bodyOf(20_000) }, envelope)).raw;
  expect(large).toBeInstanceOf(Buffer);
  expect(String(large) === small.replace(`${line}\r\n`, `${line}\r\n`.repeat(20_000))).toBe(true);
});

test('is the same bytes each time', async () => {
  const first = await composeEnvelope(delivery, envelope);
  expect(await composeEnvelope({ ...delivery, attempts: 9 }, envelope)).toEqual(first);
});

test('a name in another script is encoded, and a line break in a setting makes no header', async () => {
  const settings = { ...envelope, from: { name: 'Cymorth\r\nBcc: x@y.example ŵ', address: 'website@county.example' } };
  const { raw } = await composeEnvelope(delivery, settings);
  expect(raw).not.toMatch(/^Bcc/im);
  expect((await PostalMime.parse(raw)).from?.name).toContain('ŵ');
});

test('a contact the settings do not know, or a kind nobody can dress, waits for a repair', async () => {
  const unknown = composeEnvelope({ ...delivery, recipient: 'constructor' }, envelope);
  await expect(unknown).rejects.toMatchObject({ code: 'no-recipient', effect: 'retry' });
  const undressed = composeEnvelope({ ...delivery, kind: 'receipt' }, envelope);
  await expect(undressed).rejects.toMatchObject({ code: 'unknown-kind', effect: 'retry' });
});
