import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificate } from '../delivery/testing/relay.ts';
import { openShop } from './command.ts';
import { checkDkim, checkDmarc, checkSpf, checkStsPolicy, checkStsRecord, checkTlsReports } from './dns/records.ts';
import { createDns } from './dns.ts';
import { answerQuery } from './testing/name-server.ts';

const key2048 = Buffer.alloc(294, 7).toString('base64');
const policy = 'version: STSv1\r\nmode: enforce\r\nmx: mx1.county.example\r\nmx: *.mail.example\r\nmax_age: 604800\r\n';

/** Every record as it should be. */
const sound = (): Record<string, string[]> => ({
  'county.example': ['google-site-verification=x', 'v=spf1 include:spf.protection.outlook.com -all'],
  'selector1._domainkey.county.example': [`v=DKIM1; k=rsa; p=${key2048}`],
  '_dmarc.county.example': ['v=DMARC1; p=reject; rua=mailto:reports@county.example'],
  '_mta-sts.county.example': ['v=STSv1; id=20261122'],
  '_smtp._tls.county.example': ['v=TLSRPTv1; rua=mailto:reports@county.example'],
});

describe('records', () => {
  test.each<[string, () => { ok: boolean; says: string }, boolean, string]>([
    ['SPF', () => checkSpf(['v=spf1 mx ~all']), true, '~all'],
    ['no SPF', () => checkSpf(['spf']), false, 'missing'],
    ['two of SPF', () => checkSpf(['v=spf1 -all', 'v=spf1 mx -all']), false, '2 times'],
    ['SPF for all', () => checkSpf(['v=spf1 mx +all']), false, 'lets anybody'],
    ['SPF without an end', () => checkSpf(['v=spf1 mx']), false, 'lets anybody'],
    ['SPF elsewhere', () => checkSpf(['v=spf1 redirect=_spf.county.example']), true, 'redirect'],
    ['SPF of many', () => checkSpf([`v=spf1 ${'include:a.example '.repeat(11)}-all`]), false, 'ten'],
    ['DKIM', () => checkDkim([`p=${key2048}`], 's'), true, 'there'],
    ['DKIM, Ed25519', () => checkDkim([`v=DKIM1; k=ed25519; p=${'A'.repeat(44)}`], 's'), true, 'there'],
    ['no DKIM', () => checkDkim([], 's'), false, 'missing'],
    ['DKIM withdrawn', () => checkDkim(['v=DKIM1; p='], 's'), false, 'withdrawn'],
    ['DKIM on trial', () => checkDkim([`v=DKIM1; t=s:y; p=${key2048}`], 's'), false, 'test'],
    ['a short key', () => checkDkim([`p=${Buffer.alloc(162).toString('base64')}`], 's'), false, '2048'],
    ['DMARC for none', () => checkDmarc(['v=DMARC1; p=none']), false, 'p=reject'],
    ['DMARC in quarantine', () => checkDmarc(['v=DMARC1;p=quarantine']), false, 'p=reject'],
    ['DMARC but not below', () => checkDmarc(['v=DMARC1; p=reject; sp=none']), false, 'sp=reject'],
    ['DMARC in part', () => checkDmarc(['v=DMARC1; p=reject; pct=20']), false, '20 %'],
    ['MTA-STS without id', () => checkStsRecord(['v=STSv1; id=']), false, 'id'],
    ['a policy on trial', () => checkStsPolicy(policy.replace('enforce', 'testing'), []), false, 'enforce'],
    ['a policy for a day', () => checkStsPolicy(policy.replace('604800', '86400'), []), false, 'week'],
    ['a policy', () => checkStsPolicy(policy, ['MX1.county.example', 'a.mail.example']), true, 'enforced'],
    ['a policy of other hosts', () => checkStsPolicy(policy, ['a.b.mail.example']), false, 'a.b.mail.example'],
    ['TLS-RPT to nobody', () => checkTlsReports(['v=TLSRPTv1; rua=']), false, 'nobody'],
  ])('%s', (_what, check, ok, says) => {
    expect(check()).toMatchObject({ ok, says: expect.stringContaining(says) });
  });
});

describe('the command', () => {
  let records: Record<string, string[]>;
  let silent: boolean;
  let served: string | null;
  let socket: Socket;
  let server: Server;
  let said: string;
  let run: (...args: string[]) => Promise<number>;
  beforeEach(async () => {
    [records, silent, served, said] = [sound(), false, policy, ''];
    socket = createSocket('udp4').on('message', (query, { port, address }) => {
      if (!silent) socket.send(answerQuery(query, records, ['mx1.county.example']), port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const certificate = await makeCertificate('mta-sts.county.example');
    server = createServer(certificate, (request, response) => {
      const here = request.url === '/.well-known/mta-sts.txt' && request.headers.host === 'mta-sts.county.example';
      response.writeHead(here && served !== null ? 200 : 302, { location: '/elsewhere' }).end(served ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const dns = createDns({
      servers: [`127.0.0.1:${socket.address().port}`],
      policy: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: certificate.cert },
    });
    const say = (text: string) => {
      said += text;
    };
    run = (...args) => dns.run(args, openShop({ MAIL_FROM: 'site@county.example' }, { write: say, warn: say }));
  });
  afterEach(() => {
    socket.close();
    server.close();
  });

  test('finds a sound domain sound, by the address the site sends from', async () => {
    expect([await run('--selector', 'selector1'), said.match(/ {2}well {2}/g)?.length]).toEqual([0, 6]);
    expect(said).not.toContain('MEND');
  });

  test('a selector that was not named is no success', async () => {
    expect(await run()).toBe(1);
    expect(said).toContain('MEND  DKIM: was not looked for');
  });

  test.each(Object.keys(sound()))('says what is missing: %s', async (name) => {
    delete records[name];
    expect(await run('--selector', 'selector1')).toBe(1);
    expect(said.match(/MEND/g)).toHaveLength(1);
    expect(said).toContain('is missing');
  });

  test('a policy that is elsewhere, or under another name’s certificate, is none', async () => {
    served = null;
    expect(await run('--selector', 'selector1')).toBe(1);
    expect(said).toContain('MEND  MTA-STS policy: cannot be fetched');
    served = policy;
    for (const [name, texts] of Object.entries(sound())) records[name.replace('county', 'other')] = texts;
    expect(await run('other.example', '--selector', 'selector1')).toBe(1);
    expect(said).toContain('other.example\n');
    expect(said.match(/MEND {2}MTA-STS policy: cannot be fetched/g)).toHaveLength(2);
  });

  test('no answer is not the same as no record', async () => {
    silent = true;
    await expect(run('--selector', 'selector1')).rejects.toThrow('DNS did not answer for county.example');
  }, 30_000);

  test('what is no domain is not asked for', async () => {
    for (const odd of ['', 'a b', 'x-', '@']) await expect(run(odd)).rejects.toThrow('Say which domain');
    await expect(run('--selector', '..')).rejects.toThrow('is no name');
  });
});
