import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type SealedFault, SealFault } from '#encryption/fault.ts';
import { collect } from './collect.ts';

/** What is done apart: sealing a message, or looking at one that a browser sealed; `keys` are armoured, or in PEM for S/MIME. */
export type Job =
  | { kind: 'seal'; bytes: Uint8Array; keys: string[]; now: number }
  | { kind: 'envelop'; bytes: Uint8Array; keys: string[]; now: number; padding: 'oaep' | 'pkcs1' }
  | { kind: 'check'; bytes: Uint8Array; keys: string[]; now: number; maxBytes: number };

/** The sealed message as text, or why there is none. */
export type Done = { fault: 'ok'; body: string } | { fault: SealedFault };

/** From this size on, in bytes, a message is dealt with apart. */
export const largeBytes = 512 * 1024;

let last: Promise<unknown> = Promise.resolve();

/** Runs `work` once all that was given before has ended: a message of 10 MB is 100 MB while it is made, so one at a time. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => undefined).then(collect);
  return done;
}

/**
 * Seals or checks a large message in a process of its own, which gives its memory back by ending (a thread leaves 200 MB
 * behind in the allocator), and keeps nobody else waiting. It is given the bytes through a pipe: nothing touches the disk.
 */
async function work(job: Job): Promise<Done> {
  const done = await converse(job);
  // Before it is kept: by now the message in clear and its way here and back are 50 MB that nobody needs.
  collect();
  return done;
}

async function converse({ bytes, ...job }: Job): Promise<Done> {
  const script = fileURLToPath(new URL('./apart-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  child.stdin.on('error', () => {
    // It ended before it had read everything: what it wrote says why, or that it wrote nothing.
  });
  child.stdin.write(`${JSON.stringify(job)}\n`);
  child.stdin.end(bytes);
  // Bytes until all is there: small texts would be copied about in the heap, which then stays three times as large.
  const output = Buffer.concat(await child.stdout.toArray());
  const end = output.indexOf(0x0a);
  if (end < 0) throw new Error('A large message was not dealt with.');
  const fault = output.toString('latin1', 0, end) as Done['fault'];
  return fault === 'ok' ? { fault, body: output.toString('latin1', end + 1) } : { fault };
}

/** `seal` of `#encryption/seal.ts`, apart. Throws `SealFault` as it does. */
export async function sealApart(bytes: Uint8Array, keys: string[], now: Date): Promise<string> {
  const done = await work({ kind: 'seal', bytes, keys, now: now.getTime() });
  if (done.fault !== 'ok') throw new SealFault(done.fault);
  return done.body;
}

/** The body of `sealEnveloped` (`enveloped.ts`), made apart. Throws where it cannot be made. */
export async function envelopApart(bytes: Uint8Array, pem: string[], now: Date, padding: 'oaep' | 'pkcs1') {
  const done = await work({ kind: 'envelop', bytes, keys: pem, now: now.getTime(), padding });
  if (done.fault !== 'ok') throw new SealFault(done.fault);
  return done.body;
}

/** Armours the bytes of a message that a browser sealed and checks it, apart: as `checkSealed` does, with the text where it is ok. */
export async function checkApart(bytes: Uint8Array, keys: string[], now: Date, maxBytes: number): Promise<Done> {
  return work({ kind: 'check', bytes, keys, now: now.getTime(), maxBytes });
}
