// A process that deals with one large message: a line of JSON and then the bytes come in, `ok` or a fault in a line, and
// the sealed message as text behind it, go out.
import { once } from 'node:events';
import * as openpgp from 'openpgp';
import { checkSealedBytes } from '#encryption/check.ts';
import { type SealedFault, SealFault } from '#encryption/fault.ts';
import { readContactKeys } from '#encryption/key.ts';
import { sealBytes } from '#encryption/seal.ts';
import type { Job } from './apart.ts';
import { armourBytes } from './armour.ts';

type Done = { fault: 'ok'; text: Uint8Array } | { fault: SealedFault };

async function run(job: Job): Promise<Done> {
  const now = new Date(job.now);
  if (job.kind === 'envelop') {
    const { envelopText } = await import('./enveloped.ts');
    return { fault: 'ok', text: await envelopText(job.bytes, job.keys, now, job.padding) };
  }
  const keys = await readContactKeys(openpgp, job.keys, now, { allowExpired: true });
  const { bytes } = job;
  if (job.kind === 'seal') return { fault: 'ok', text: armourBytes(await sealBytes(openpgp, bytes, keys, now)) };
  const fault = await checkSealedBytes(openpgp, bytes, keys, { maxBytes: job.maxBytes });
  return fault === 'ok' ? { fault, text: armourBytes(bytes) } : { fault };
}

const input = Buffer.concat(await process.stdin.toArray());
const end = input.indexOf(0x0a);
const job = { ...JSON.parse(input.toString('utf8', 0, end)), bytes: input.subarray(end + 1) } as Job;
const done = await run(job).catch((error: unknown): Done => {
  if (error instanceof SealFault) return { fault: error.code };
  throw error;
});
process.stdout.write(`${done.fault}\n`);
if (done.fault === 'ok' && !process.stdout.write(done.text)) await once(process.stdout, 'drain');
