import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeMail } from '../testing/mail.ts';
import { type Behaviour, makeCertificate, type Relay, startRelay } from '../testing/relay.ts';
import type { Channel } from './channel.ts';
import { openSmtpChannel, readReceipt } from './smtp.ts';

let certificate: { key: string; cert: string };
const open: { stop?: () => Promise<void>; close?: () => Promise<void> }[] = [];
beforeAll(async () => {
  certificate = await makeCertificate();
});
afterEach(async () => {
  for (const each of open.splice(0)) await (each.close?.() ?? each.stop?.());
});

async function relay(
  ...given: Parameters<typeof startRelay> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Relay> {
  const started = await startRelay(certificate, ...given);
  open.push(started);
  return started;
}

function channel(url: string, ca: string | null = certificate.cert): Channel {
  const opened = openSmtpChannel({ url, ca }, { connect: 400, greet: 400, idle: 600 });
  open.unshift(opened);
  return opened;
}

describe('the SMTP channel', () => {
  test('hands the bytes over unchanged, to the given envelope, and keeps the queue id', async () => {
    const server = await relay();
    const mail = makeMail();
    expect(await channel(server.url).send(mail)).toEqual({ receipt: '4bXyZ12' });
    expect(server.taken).toEqual([{ from: mail.from, to: mail.to, raw: mail.raw, messageId: mail.messageId }]);
    expect(server.lines.indexOf('STARTTLS')).toBeLessThan(server.lines.findIndex((line) => line.startsWith('MAIL')));
  });

  test('asks that a report of non-delivery gives no body back, where the relay can', async () => {
    for (const hideDSN of [false, true]) {
      const server = await relay({ hideDSN });
      await channel(server.url).send(makeMail());
      const mail = server.lines.find((line) => line.startsWith('MAIL FROM')) ?? '';
      expect(mail.includes(' RET=HDRS')).toBe(!hideDSN);
    }
  });

  test.each<[string, Behaviour, { code: string; effect: string }]>([
    ['421 as greeting', { connect: 421 }, { code: 'greeting', effect: 'breaker' }],
    ['554 as greeting', { connect: 554 }, { code: 'greeting', effect: 'breaker' }],
    ['451 to MAIL', { mail: 451 }, { code: 'smtp-451', effect: 'retry' }],
    ['421 to MAIL', { mail: 421 }, { code: 'smtp-421', effect: 'retry' }],
    ['530 to MAIL', { mail: 530 }, { code: 'smtp-530', effect: 'breaker' }],
    ['450 to RCPT', { rcpt: 450 }, { code: 'smtp-450', effect: 'retry' }],
    ['550 to RCPT', { rcpt: 550 }, { code: 'smtp-550', effect: 'hold' }],
    ['452 after the message', { data: 452 }, { code: 'smtp-452', effect: 'retry' }],
    ['552 after the message', { data: 552 }, { code: 'smtp-552', effect: 'hold' }],
    ['554 after the message', { data: 554 }, { code: 'smtp-554', effect: 'hold' }],
    ['503 after the message', { data: 503 }, { code: 'smtp-503', effect: 'retry' }],
    ['a connection closed after the message', { data: 'drop' }, { code: 'dropped', effect: 'retry' }],
    ['silence after the message', { data: 'hang' }, { code: 'timeout', effect: 'retry' }],
  ])('%s', async (_what, behaviour, fault) => {
    const server = await relay();
    Object.assign(server.behaviour, behaviour);
    const error = await channel(server.url)
      .send(makeMail())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'DeliveryFault', ...fault });
    expect(String((error as Error).stack)).not.toContain('example.org');
  });

  test.each([535, 454, 550])('%i at login is ours, not the message’s', async (login) => {
    const server = await relay();
    server.behaviour.login = login;
    const sending = channel(server.url.replace('//', '//site:wrong@')).send(makeMail());
    await expect(sending).rejects.toMatchObject({ code: 'login', effect: 'breaker' });
    expect(server.lines.join()).not.toContain('MAIL');
  });

  test('logs in with a user and password that hold reserved characters', async () => {
    let login: unknown;
    const server = await relay({
      onAuth: (given, _session, done) => {
        login = [given.username, given.password];
        done(null, { user: 'site' });
      },
    });
    await channel(server.url.replace('//', '//site%40county.example:p%3A%2F%40ss@')).send(makeMail());
    expect(login).toEqual(['site@county.example', 'p:/@ss']);
  });

  describe('says nothing of a message when the way is not safe', () => {
    test.each<[string, () => Promise<Channel>]>([
      ['no STARTTLS', async () => channel((await relay({ disabledCommands: ['STARTTLS'] })).url)],
      [
        'a certificate for another name',
        async () => {
          const other = await makeCertificate('mail.elsewhere.example');
          const server = await startRelay(other);
          open.push(server);
          return channel(server.url, other.cert);
        },
      ],
      ['a certificate nobody vouches for', async () => channel((await relay()).url, null)],
      [
        'a URL that asks not to verify',
        async () => channel(`${(await relay()).url}?tls.rejectUnauthorized=false&ignoreTLS=true`, null),
      ],
      ['a certificate of another authority', async () => channel((await relay()).url, (await makeCertificate()).cert)],
      [
        'TLS 1.1',
        async () =>
          channel((await relay({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' })).url),
      ],
    ])('%s', async (_what, prepare) => {
      const unsafe = await prepare();
      const server = open.find((each): each is Relay => 'lines' in each) as Relay;
      await expect(unsafe.send(makeMail())).rejects.toMatchObject({ code: 'tls', effect: 'breaker' });
      await expect(unsafe.check?.()).rejects.toMatchObject({ code: 'tls' });
      expect(server.lines.join('\n')).not.toMatch(/MAIL|RCPT|DATA|AUTH/i);
      expect(server.received).toEqual([]);
    });
  });

  test('a relay that is away, never greets, or hangs up at once stops the queue', async () => {
    const away = await relay();
    await away.stop();
    const unreachable = { code: 'unreachable', effect: 'breaker' };
    await expect(channel(away.url).send(makeMail())).rejects.toMatchObject(unreachable);
    for (const greet of [() => {}, (socket: { end(): void }) => socket.end()]) {
      const server = createServer(greet).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const sending = channel(`smtp://localhost:${(server.address() as AddressInfo).port}`).send(makeMail());
      await expect(sending).rejects.toMatchObject(unreachable);
      server.close();
    }
  });

  test('a mail larger than the relay takes is held before any of it is sent', async () => {
    const server = await relay({ size: 1000 });
    const raw = `Message-ID: <a.1@b>\r\n\r\n${'x'.repeat(60)}\r\n`.repeat(20);
    await expect(channel(server.url).send(makeMail({ raw }))).rejects.toMatchObject({
      code: 'too-large',
      effect: 'hold',
    });
    expect(server.lines.join()).not.toContain('DATA');
    expect((await channel(server.url).send(makeMail())).receipt).toBe('4bXyZ12');
  });

  test('a relay is asked how much it takes, and sent nothing', async () => {
    const server = await relay({ size: 10_485_760 });
    expect(await channel(server.url).largest?.()).toBe(10_485_760);
    expect(server.lines.join()).not.toContain('MAIL');
    const silent = await relay({ size: 0 });
    expect(await channel(silent.url).largest?.()).toBeNull();
    await expect(channel('smtp://localhost:1').largest?.()).rejects.toMatchObject({ effect: 'breaker' });
  });

  test('check logs in and sends nothing', async () => {
    const server = await relay();
    await channel(server.url).check?.();
    expect(server.lines.join()).not.toContain('MAIL');
  });
});

test('the receipt is the queue id or nothing', () => {
  expect(readReceipt('250 2.0.0 Ok: queued as 4XyZ12')).toBe('4XyZ12');
  expect(readReceipt('250 2.0.0 OK someone@example.org')).toBeNull();
  expect(readReceipt(`250 queued as ${'a'.repeat(41)}`)).toBeNull();
});
