import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Certificate, makeCertificate } from '../../src/cli/torture/certificate.ts';
import { type Act, type Relay, startRelay } from '../../src/cli/torture/relay.ts';
import type { Step } from '../../src/cli/torture/smtp-words.ts';
import { openSmtpChannel } from '../../src/delivery/channels/smtp.ts';
import { startSite, type TestSite } from '../../src/delivery/testing/site.ts';

const hour = 3_600_000;
let certificate: Certificate;
let relay: Relay;
let site: TestSite;
beforeAll(async () => {
  certificate = await makeCertificate();
});
beforeEach(async () => {
  relay = await startRelay(certificate);
  const url = `smtp://localhost:${relay.port}`;
  site = await startSite(openSmtpChannel({ url, ca: certificate.cert }, { connect: 400, greet: 400, idle: 600 }));
});
afterEach(async () => {
  await site.close();
  await relay.down();
});

const verbs: Step[] = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'end'];

/** Comes back when something holds, looked at every 10 ms for five seconds. */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 5_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (await holds()) return;
  }
  throw new Error(`never: ${what} (${site.lines.join(', ')})`);
}

/** One message meets `act` at `step` once; gives what was logged of that, then lets it through. */
async function meet(step: Step, act: Act): Promise<string[]> {
  let met = 0;
  relay.script = (reached) => {
    if (reached !== step || met > 0) return undefined;
    met += 1;
    return act;
  };
  const { id } = await site.accept();
  await until(() => met > 0, `${step} was reached`);
  await until(() => site.lines.some((line) => /^(retry|held|delivered)/.test(line)), 'a try ended');
  const said = [...site.lines];
  // A wait of any kind is over after seven hours. Once, not on and on: that would outlive the lease of what is on its way.
  site.clock.advance(7 * hour);
  site.worker.wake();
  await until(async () => (await site.queue.find(id))?.status === 'delivered', 'delivered');
  return said;
}

describe.each(verbs)('at %s', (step) => {
  const early = ['connect', 'ehlo', 'starttls'].includes(step);

  test.each([421, 432, 450, 451, 452])(
    '%i is waited out, holds nothing, and the message arrives once',
    async (code) => {
      const said = await meet(step, code);
      expect(said.filter((line) => line.startsWith('held'))).toEqual([]);
      expect(said.some((line) => line.startsWith('retry') || line.startsWith('delivered'))).toBe(true);
      expect(relay.taken).toHaveLength(1);
    },
  );

  test.each([550, 552, 554])('%i keeps the message, which arrives once', async (code) => {
    const said = await meet(step, code);
    // Before a message is begun it is the way that is refused, and that is every message's (known.test.ts says where not).
    if (step !== 'ehlo') expect(said.some((line) => line.startsWith('held'))).toBe(!early);
    expect(relay.taken).toHaveLength(1);
  });

  test.each(['drop', 'hang'] as const)('a %s is tried again, and what arrives twice is the same', async (act) => {
    const said = await meet(step, act);
    expect(said.filter((line) => line.startsWith('held'))).toEqual([]);
    expect(new Set(relay.taken.map(({ raw }) => raw)).size).toBe(1);
    expect(relay.taken.length).toBeLessThanOrEqual(2);
  });
});

test('nothing a server said beyond its code is in the log', async () => {
  relay.script = (reached) => (reached === 'rcpt' ? 550 : undefined);
  await site.accept();
  await until(() => site.lines.includes('held smtp-550'), 'held');
  expect(site.lines.join()).not.toContain('example.org');
});

describe('TLS that is not surely the right one hears no word of a message', () => {
  const wrong: [string, () => Promise<Partial<Relay>>][] = [
    ['an expired certificate', async () => ({ certificate: await makeCertificate('localhost', true) })],
    ['a certificate for another name', async () => ({ certificate: await makeCertificate('mail.elsewhere.example') })],
    ['a certificate of another authority', async () => ({ certificate: await makeCertificate() })],
    ['TLS 1.1 at most', async () => ({ maxVersion: 'TLSv1.1' })],
    ['no STARTTLS', async () => ({ offersTls: false })],
  ];
  test.each(wrong)('%s', async (_what, make) => {
    Object.assign(relay, await make());
    const { id } = await site.accept();
    await until(() => site.lines.some((line) => line.startsWith('breaker-open')), 'the queue stopped');
    expect(relay.heard).not.toHaveProperty('mail');
    expect(relay.heard).not.toHaveProperty('rcpt');
    expect(await site.queue.find(id)).toMatchObject({ status: 'waiting' });
    Object.assign(relay, { certificate, maxVersion: 'TLSv1.3', offersTls: true });
    site.clock.advance(hour);
    site.worker.wake();
    await until(() => relay.taken.length === 1, 'delivered once it was mended');
  });

  test('a certificate that expired, of the authority that is trusted', async () => {
    const expired = await makeCertificate('localhost', true);
    relay.certificate = expired;
    const channel = openSmtpChannel({ url: `smtp://localhost:${relay.port}`, ca: expired.cert }, { connect: 400 });
    await expect(channel.check?.()).rejects.toMatchObject({ code: 'tls', effect: 'breaker' });
    expect(relay.heard).not.toHaveProperty('mail');
    await channel.close();
  });
});
