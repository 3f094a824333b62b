import { Worker } from 'node:worker_threads';
import { type SealedFault, SealFault } from '#encryption/fault.ts';

/** What is done apart: sealing a message, or looking at one that a browser sealed; `keys` are armoured. */
export type Job =
  | { kind: 'seal'; bytes: Uint8Array; keys: string[]; now: Date }
  | { kind: 'check'; bytes: Uint8Array; keys: string[]; now: Date; maxBytes: number };

/** The armoured message in ASCII, or why there is none. */
export type Done = { fault: 'ok'; armoured: Uint8Array } | { fault: SealedFault };

/** From this size on, in bytes, a message is dealt with apart. */
export const largeBytes = 512 * 1024;

let last: Promise<unknown> = Promise.resolve();

/**
 * Seals or checks a large message in a thread of its own, one after the other: 10 MB take half a second, in which nobody
 * else would be answered, and 150 MB of memory, which go back to the system with the thread. The bytes are given away:
 * the caller's view is empty afterwards, unless they are only a part of something larger.
 */
function work(job: Job): Promise<Done> {
  const run = () =>
    new Promise<Done>((resolve, reject) => {
      const { buffer } = job.bytes;
      const whole = buffer instanceof ArrayBuffer && buffer.byteLength === job.bytes.byteLength;
      const worker = new Worker(new URL('./apart-worker.ts', import.meta.url), {
        workerData: job,
        transferList: whole ? [buffer] : [],
      });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('A message was not dealt with.')));
    });
  const done = last.then(run);
  last = done.catch(() => undefined);
  return done;
}

const text = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length).toString('latin1');

/** `seal` of `#encryption/seal.ts`, apart. Throws `SealFault` as it does. */
export async function sealApart(bytes: Uint8Array, keys: string[], now: Date): Promise<string> {
  const done = await work({ kind: 'seal', bytes, keys, now });
  if (done.fault !== 'ok') throw new SealFault(done.fault);
  return text(done.armoured);
}

/** Armours the bytes of a message that a browser sealed and checks it, apart: as `checkSealed` does, with the text where it is ok. */
export async function checkApart(
  bytes: Uint8Array,
  keys: string[],
  now: Date,
  maxBytes: number,
): Promise<{ fault: 'ok'; body: string } | { fault: SealedFault }> {
  const done = await work({ kind: 'check', bytes, keys, now, maxBytes });
  return done.fault === 'ok' ? { fault: 'ok', body: text(done.armoured) } : done;
}
