import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../ground.ts';
import { type Outcome, play, type Scene, waitUntil } from '../scene.ts';
import type { Step } from '../smtp-words.ts';

/** How often the site is killed at each of the moments, and at no particular one. */
export type Kills = { at: readonly Step[]; anywhere: number };

/** Every step of a delivery. */
export const everyStep: readonly Step[] = ['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'end', 'taken'];

/** Kills the site as the mail server reaches a step for the third time: the answer to that step is not yet read. */
async function killAt({ site, relay }: Scene, step: Step): Promise<void> {
  const early = step === 'connect' || step === 'ehlo' || step === 'starttls';
  let times = 0;
  let killed = false;
  relay.script = (reached) => {
    if (killed) return undefined;
    if (reached === step) times += 1;
    // Connections are kept: without this there may be no new one for as long as there is mail.
    if (early && reached === 'mail') return 'drop';
    if (times < (early ? 1 : 3)) return undefined;
    killed = true;
    process.kill(site.pid(), 'SIGKILL');
    return undefined;
  };
  // Where all are ended at once the site takes the mail server for gone, and looks again after half a minute of its clock.
  let minutes = 0;
  const passing = setInterval(() => {
    minutes += 1;
    if (early && !killed) site.setAhead(minutes * 60_000);
  }, 500);
  await waitUntil(() => killed, `a ${step}`).finally(() => clearInterval(passing));
  relay.script = () => undefined;
  await site.kill();
}

/** Starts again what was killed; gives the ms until the first message left after the site had started. */
async function comeBack({ site, relay }: Scene): Promise<number> {
  const before = relay.taken.length;
  await site.start();
  const started = performance.now();
  await waitUntil(() => relay.taken.length > before, 'a message after the start');
  return performance.now() - started;
}

/** SIGKILL under load: at each step of a delivery, at an acknowledgement, and at any moment. */
export const killedAtEveryStage = (ground: Ground, { at, anywhere }: Kills): Promise<Outcome> =>
  play(ground, async (scene) => {
    const { site, people, told } = scene;
    const back: number[] = [];
    // Few: each that waits has to leave before the end, on a slow machine too.
    const sends = people(8);
    for (const step of at) {
      await killAt(scene, step);
      back.push(await comeBack(scene));
    }
    // As soon as somebody has been told.
    const before = told[0]?.acknowledged.length ?? 0;
    await waitUntil(() => (told[0]?.acknowledged.length ?? 0) > before, 'an acknowledgement');
    await site.kill();
    back.push(await comeBack(scene));
    for (let time = 0; time < anywhere; time += 1) {
      await sleep(Math.random() * 700);
      await site.kill();
      back.push(await comeBack(scene));
    }
    await sends.stop();
    return [`${back.length} kills`, `mail left again within ${Math.round(Math.max(...back))} ms of the start`];
  });

/** SIGKILL so many times once a 250 was written and before the site can write it down: one more copy of each, the same. */
export const killedAfterTheAnswer = (ground: Ground, times: number): Promise<Outcome> =>
  play(ground, async (scene) => {
    for (let time = 0; time < times; time += 1) {
      // One person, one message on its way: what is sent again can be counted.
      const sends = scene.people(1);
      await killAt(scene, 'taken');
      await comeBack(scene);
      await sends.stop();
    }
    return [`${times} kills after a 250`];
  });
