import { parentPort, workerData } from 'node:worker_threads';
import * as openpgp from 'openpgp';
import { checkSealed } from '#encryption/check.ts';
import { SealFault } from '#encryption/fault.ts';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import type { Done, Job } from './apart.ts';

async function run(job: Job): Promise<Done> {
  const keys = await readContactKeys(openpgp, job.keys, job.now, { allowExpired: true });
  const { bytes } = job;
  if (job.kind === 'seal') return give(await seal(openpgp, bytes, keys, job.now));
  // The one form of armour that `checkSealed` takes for what `seal` writes.
  const armoured = openpgp.armor(openpgp.enums.armor.message, bytes, 0, 0, '', true);
  const fault = await checkSealed(openpgp, armoured, keys, { maxBytes: job.maxBytes });
  return fault === 'ok' ? give(armoured) : { fault };
}

const give = (armoured: string): Done => ({ fault: 'ok', armoured: new Uint8Array(Buffer.from(armoured, 'latin1')) });

const done = await run(workerData).catch((error: unknown): Done => {
  if (error instanceof SealFault) return { fault: error.code };
  throw error;
});
parentPort?.postMessage(done, done.fault === 'ok' ? [done.armoured.buffer as ArrayBuffer] : []);
