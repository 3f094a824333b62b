import { parentPort, workerData } from 'node:worker_threads';
import * as openpgp from 'openpgp';
import { checkSealedBytes } from '#encryption/check.ts';
import { SealFault } from '#encryption/fault.ts';
import { readContactKeys } from '#encryption/key.ts';
import { sealBytes } from '#encryption/seal.ts';
import type { Done, Job } from './apart.ts';
import { armourBytes } from './armour.ts';

async function run(job: Job): Promise<Done> {
  const keys = await readContactKeys(openpgp, job.keys, job.now, { allowExpired: true });
  const { bytes } = job;
  if (job.kind === 'seal')
    return { fault: 'ok', armoured: armourBytes(await sealBytes(openpgp, bytes, keys, job.now)) };
  const fault = await checkSealedBytes(openpgp, bytes, keys, { maxBytes: job.maxBytes });
  return fault === 'ok' ? { fault, armoured: armourBytes(bytes) } : { fault };
}

const done = await run(workerData).catch((error: unknown): Done => {
  if (error instanceof SealFault) return { fault: error.code };
  throw error;
});
parentPort?.postMessage(done, done.fault === 'ok' ? [done.armoured.buffer as ArrayBuffer] : []);
