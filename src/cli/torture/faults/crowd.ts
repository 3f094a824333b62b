import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMemory } from '../../bench/processes.ts';
import type { Ground } from '../ground.ts';
import type { Told } from '../people.ts';
import { plainSender, referenceIn } from '../posts.ts';
import { type Outcome, play, type Scene } from '../scene.ts';

const atShare = (times: number[], share: number) =>
  Math.round(times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? Number.NaN);

/** The most memory the process has had, in MiB; what it has now where the system does not tell. */
function readPeak({ site }: Scene): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${site.pid()}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return Math.round(readMemory(site.pid()) ?? Number.NaN);
  }
}

/** So many people press *Send* at the same moment. */
export const allAtOnce = (ground: Ground, count: number): Promise<Outcome> =>
  play(ground, async (scene) => {
    // Each is answered with a page, as without a script: that takes more than the short answer for one.
    const send = plainSender(ground.port, ground.port, 'text/html');
    const told: Told = { acknowledged: [], refused: 0, unanswered: 0, strange: [] };
    scene.told.push(told);
    const times: number[] = [];
    const one = async () => {
      const before = performance.now();
      const answer = await send().catch(() => null);
      times.push(performance.now() - before);
      const reference = answer && referenceIn(answer);
      if (reference) told.acknowledged.push(reference);
      else if (answer?.status === 503) told.refused += 1;
      else if (answer === null) told.unanswered += 1;
      else told.strange.push(answer.status);
    };
    await Promise.all(Array.from({ length: count }, one));
    return [`99 of 100 answered within ${atShare(times, 0.99)} ms`, `at most ${readPeak(scene)} MiB`];
  });

/** So many sockets that drip headers or bodies, while others send as usual. All must be cut within 15 s. */
export const slowSockets = (ground: Ground, count: number, waitForAll: boolean): Promise<Outcome> =>
  play(ground, async (scene) => {
    const begun = performance.now();
    const ended: number[] = [];
    const sockets = Array.from({ length: count }, (_, index) =>
      openSlow(ground.port, index, () => ended.push(performance.now() - begun)),
    );
    const send = plainSender(ground.port);
    const told: Told = { acknowledged: [], refused: 0, unanswered: 0, strange: [] };
    scene.told.push(told);
    const times: number[] = [];
    while (performance.now() - begun < (waitForAll ? 16_000 : 3_000) && ended.length < count) {
      const before = performance.now();
      const reference = await send().then(referenceIn, () => null);
      times.push(performance.now() - before);
      if (reference) told.acknowledged.push(reference);
      else told.unanswered += 1;
      await sleep(20);
    }
    for (const socket of sockets) socket.destroy();
    if (waitForAll && ended.length < count) throw new Error(`${count - ended.length} slow sockets were not cut.`);
    const cut = waitForAll ? [`all cut within ${Math.round(Math.max(...ended) / 1000)} s`] : [];
    return [...cut, `95 of 100 others answered within ${atShare(times, 0.95)} ms`];
  });

const beginnings = [
  'GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-',
  'POST /en/ask/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\n',
  'POST /en/none/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n2328\r\n',
];

function openSlow(port: number, index: number, ended: () => void): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write(beginnings[index % beginnings.length] ?? '');
  const drip = setInterval(() => socket.write('a'), 1_000);
  socket.resume().once('end', ended);
  socket.on('close', () => clearInterval(drip));
  return socket;
}
