import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate } from '../certificate.ts';
import type { Ground } from '../ground.ts';
import type { People } from '../people.ts';
import type { Act, Relay } from '../relay.ts';
import { askHealth } from '../running.ts';
import { type Outcome, play, type Scene, waitUntil } from '../scene.ts';
import type { Step } from '../smtp-words.ts';

const perSecond = (count: number, ms: number) => Math.round((count * 1000) / ms);

async function sendFor({ people }: Scene, ms: number, count = 20): Promise<number> {
  const sending = people(count);
  await sleep(ms);
  await sending.stop();
  return perSecond(sending.told.acknowledged.length, ms);
}

/**
 * The mail server is gone for 72 hours of the site's clock and comes back. Messages are accepted as fast as before.
 * @param sending how long people send in each of the two states, in ms
 */
export const mailAway = (ground: Ground, sending: number): Promise<Outcome> =>
  play(ground, async (scene) => {
    const { relay, site } = scene;
    await sendFor(scene, Math.min(sending, 1_000));
    const normal = await sendFor(scene, sending);
    await site.drain(() => relay.taken.length);
    await relay.down();
    await sendFor(scene, 500);
    const away = await sendFor(scene, sending);
    for (const hours of [1, 24, 72]) {
      site.setAhead(hours * 3_600_000);
      await sleep(200);
    }
    const health = await askHealth(ground.port);
    await relay.up();
    const waited = Math.round((health?.oldestWaitingSeconds ?? 0) / 3600);
    return [
      `${away} accepted a second while it was away, ${Math.round((away / normal) * 100)} % of ${normal}`,
      `health told of ${waited} hours`,
    ];
  });

/** Any of the replies that mean no, the end of the connection or a pause, at any step, in one step of twelve. */
export const repliesAtEveryStep = (ground: Ground, sending: number): Promise<Outcome> =>
  play(ground, async (scene) => {
    const { relay, site } = scene;
    const acts: Act[] = [421, 432, 450, 451, 452, 454, 503, 530, 535, 550, 552, 554, 'drop', 'slow'];
    const steps: Step[] = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'end'];
    const met = new Set<string>();
    relay.script = (step) => {
      if (!steps.includes(step) || Math.random() > 1 / 12) return undefined;
      const act = acts[Math.floor(Math.random() * acts.length)];
      met.add(`${act} ${step}`);
      return act;
    };
    const sends = scene.people(10);
    const until = performance.now() + sending * 2;
    // Twenty minutes at a time, so that what has to wait is tried again among the faults, and a breaker is probed.
    for (let ahead = 0; performance.now() < until; ahead += 20 * 60_000) {
      site.setAhead(ahead);
      await sleep(250);
    }
    await sends.stop();
    return [`${met.size} different faults`];
  });

/** Nothing of a message is said to a mail server that is not surely the right one, in so many of the ways there are. */
export const unsafeTls = (ground: Ground, ways: number): Promise<Outcome> =>
  play(ground, async (scene) => {
    const { relay, site } = scene;
    const all: [string, () => Promise<Partial<Relay>>][] = [
      ['no STARTTLS', async () => ({ offersTls: false })],
      ['another authority', async () => ({ certificate: await makeCertificate() })],
      ['expired', async () => ({ certificate: await makeCertificate('localhost', true) })],
      ['another name', async () => ({ certificate: await makeCertificate('mail.elsewhere.example') })],
      ['TLS 1.1', async () => ({ maxVersion: 'TLSv1.1' })],
    ];
    const wrong = all.slice(0, ways);
    const right = { offersTls: true, certificate: ground.certificate, maxVersion: 'TLSv1.3' as const };
    let sends: People | null = null;
    for (const [index, [what, make]] of wrong.entries()) {
      // Down and up, so that no connection from before lives on.
      await relay.down();
      Object.assign(relay, right, await make());
      await relay.up();
      // Not before: what was said to the right one would be counted.
      sends ??= scene.people(3);
      const before = relay.heard.ehlo ?? 0;
      site.setAhead((index + 1) * 20 * 60_000);
      await waitUntil(() => (relay.heard.ehlo ?? 0) > before, `a probe of a relay with ${what}`);
      await sleep(100);
    }
    await sends?.stop();
    const said = (relay.heard.mail ?? 0) + (relay.heard.rcpt ?? 0) + relay.taken.length;
    await relay.down();
    Object.assign(relay, right);
    await relay.up();
    if (said > 0) throw new Error(`${said} commands of a message were said over an unsafe connection.`);
    return [`${wrong.map(([what]) => what).join(', ')}: not a word of a message`];
  });
