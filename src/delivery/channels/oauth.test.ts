import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeMail } from '../testing/mail.ts';
import { makeCertificate, type Relay, startRelay } from '../testing/relay.ts';
import { createTokenSource, type OAuthSettings } from './oauth.ts';
import { createPace } from './pace.ts';
import { openSmtpChannel } from './smtp.ts';

/** A server that gives out tokens, numbered, as Microsoft's does. */
type Issuer = {
  settings: OAuthSettings;
  asked: URLSearchParams[];
  answer: { status: number; body: string | null };
  close(): void;
};

let certificate: { key: string; cert: string };
let issuer: Issuer;
beforeAll(async () => {
  certificate = await makeCertificate();
});
beforeEach(async () => {
  issuer = await startIssuer();
});
afterEach(() => issuer.close());

async function startIssuer(): Promise<Issuer> {
  const asked: URLSearchParams[] = [];
  const answer: Issuer['answer'] = { status: 200, body: null };
  const server = createServer(certificate, async (request, response) => {
    asked.push(new URLSearchParams(Buffer.concat(await request.toArray()).toString()));
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    const given = { token_type: 'Bearer', expires_in: 3599, access_token: `token-${asked.length}` };
    response.end(answer.body ?? JSON.stringify(given));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tokenUrl = `https://localhost:${(server.address() as AddressInfo).port}/tenant/oauth2/v2.0/token`;
  const settings = {
    tokenUrl,
    clientId: 'site',
    clientSecret: 'hush-hush',
    scope: 'https://outlook.office365.com/.default',
  };
  return { settings, asked, answer, close: () => server.close() };
}

const source = (clock = () => new Date(), ca: string | null = certificate.cert) =>
  createTokenSource(issuer.settings, ca, clock);
const fault = { name: 'DeliveryFault', code: 'token', effect: 'breaker' };

describe('tokens', () => {
  test('are asked for by client credentials, once for all that want one, and renewed before they end', async () => {
    let now = 0;
    const tokens = source(() => new Date(now));
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(['token-1', 'token-1']);
    expect(Object.fromEntries(issuer.asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'site',
      client_secret: 'hush-hush',
      scope: 'https://outlook.office365.com/.default',
    });
    now = 3_298_000;
    expect(await tokens.get()).toBe('token-1');
    now = 3_299_000;
    expect(await tokens.get()).toBe('token-2');
    expect(await tokens.get(true)).toBe('token-3');
    // The clock is put back by a day: a token kept until then would long have ended.
    now -= 25 * 60 * 60_000;
    expect(await tokens.get()).toBe('token-4');
  });

  test.each([
    ['a refusal', { status: 401, body: '{"error":"invalid_client","error_description":"hush-hush"}' }],
    ['no token', { status: 200, body: '{}' }],
    ['a token that is more than one line', { status: 200, body: '{"access_token":"a\\r\\nb","expires_in":9}' }],
    ['no JSON', { status: 200, body: '<html>hush-hush' }],
    ['an endless answer', { status: 200, body: 'x'.repeat(100_000) }],
    ['a way elsewhere', { status: 302, body: '' }],
  ])('%s stops the queue, and nothing of it is told', async (_what, answer) => {
    Object.assign(issuer.answer, answer);
    const error = await source()
      .get()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(fault);
    expect(String((error as Error).stack)).not.toMatch(/hush|invalid_client/);
    issuer.answer.status = 200;
    issuer.answer.body = null;
    expect(await source().get()).toMatch(/^token-/);
  });

  test('come from nobody whose certificate does not fit', async () => {
    await expect(source(undefined, null).get()).rejects.toMatchObject(fault);
    expect(issuer.asked).toEqual([]);
  });
});

describe('the SMTP channel with tokens', () => {
  let relay: Relay;
  let accepted: string;
  let given: unknown[];
  beforeEach(async () => {
    accepted = 'token-1';
    given = [];
    relay = await startRelay(certificate, {
      authMethods: ['XOAUTH2'],
      authOptional: false,
      onAuth: ({ method, username, accessToken }, _session, done) => {
        given.push([method, username, accessToken]);
        if (accessToken === accepted) return done(null, { user: username ?? '' });
        return done(null, { data: { status: '401', schemes: 'bearer', scope: 'https://outlook.office365.com/' } });
      },
    });
  });
  afterEach(() => relay.stop());

  const open = () => {
    const url = relay.url.replace('//', '//site%40county.example@');
    return openSmtpChannel({ url, ca: certificate.cert, oauth: issuer.settings }, { idle: 1000 });
  };

  test('logs in as the mailbox, without a password', async () => {
    const channel = open();
    await channel.check?.();
    await channel.send(makeMail());
    expect(given[0]).toEqual(['XOAUTH2', 'site@county.example', 'token-1']);
    expect(relay.taken).toHaveLength(1);
    expect(issuer.asked).toHaveLength(1);
    await channel.close();
  });

  test('a token that was withdrawn is replaced at once', async () => {
    accepted = 'token-2';
    const channel = open();
    await channel.send(makeMail());
    expect(relay.taken).toHaveLength(1);
    await channel.close();
  });

  test('a mailbox that may not send is a matter of login; no token is its own', async () => {
    accepted = 'none';
    const channel = open();
    await expect(channel.send(makeMail())).rejects.toMatchObject({ code: 'login', effect: 'breaker' });
    issuer.answer.status = 500;
    const other = open();
    await expect(other.send(makeMail())).rejects.toMatchObject(fault);
    await expect(other.check?.()).rejects.toMatchObject(fault);
    expect(relay.taken).toEqual([]);
    for (const one of [channel, other]) await one.close();
  });
});

test('mails leave evenly, no faster than they may, in the order they came', async () => {
  const wait = createPace(1200);
  const begun = performance.now();
  const left: [number, number][] = [];
  const leave = async (one: number) => {
    await wait();
    left.push([one, performance.now() - begun]);
  };
  await Promise.all([1, 2, 3, 4].map(leave));
  expect(left.map(([one]) => one)).toEqual([1, 2, 3, 4]);
  for (const [at, [, ms]] of left.entries()) expect(ms).toBeGreaterThanOrEqual(at * 50 - 2);
  const free = createPace(0);
  const start = performance.now();
  for (let one = 0; one < 100; one += 1) await free();
  expect(performance.now() - start).toBeLessThan(50);
});
