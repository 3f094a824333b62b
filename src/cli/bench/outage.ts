import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, prepareGround } from '../torture/ground.ts';
import { startRelay } from '../torture/relay.ts';
import { askHealth } from '../torture/running.ts';
import { writePlainPost } from './posts.ts';
import { type startLoad, startSite } from './processes.ts';
import { measure } from './rates.ts';
import { median } from './table.ts';

/** Acceptances a second while the mail server takes everything, and while nothing listens where it should be. */
export type Outage = { up: number; down: number; ratio: number };

/**
 * Posts in turns to two live sites that differ in one thing: whether their mail server is there. Medians of the rounds,
 * and of each round's ratio.
 */
export async function measureOutage(
  load: ReturnType<typeof startLoad>,
  buildDir: string,
  rounds: number,
  seconds: number,
): Promise<Outage> {
  const { port, env, certificate, caFile, makeFolder } = await prepareGround(buildDir);
  const relay = await startRelay(certificate);
  const start = (smtpPort: number) =>
    startSite({ buildDir: env['BUILD_DIR'] ?? '', dataDir: makeFolder('outage') }, undefined, {
      ...env,
      SMTP_URL: `smtp://localhost:${smtpPort}`,
      SMTP_CA_FILE: caFile,
    });
  const up = await start(relay.port);
  const down = await start(await findFreePort());
  const job = { ...writePlainPost(port, 'en'), connections: 48 };
  const turns: { up: number; down: number }[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const each = { ...job, seconds: round < 0 ? 1 : seconds };
    const { perSecond: usual } = await measure(load, up, each);
    await untilDelivered(up.port);
    const { perSecond: away } = await measure(load, down, each);
    // The first round warms them up.
    if (round >= 0) turns.push({ up: usual, down: away });
  }
  await Promise.all([up.stop(), down.stop(), relay.down()]);
  return {
    up: median(turns.map((turn) => turn.up)),
    down: median(turns.map((turn) => turn.down)),
    ratio: median(turns.map((turn) => turn.down / turn.up)),
  };
}

/** Waits until all that was accepted has been delivered, a minute at most, so that the next measurement is alone. */
export async function untilDelivered(port: number): Promise<void> {
  for (let look = 0; look < 240; look += 1) {
    if ((await askHealth(port))?.oldestWaitingSeconds === null) return;
    await sleep(250);
  }
}
