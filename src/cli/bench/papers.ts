import { randomBytes } from 'node:crypto';
import { entriesOf } from '#forms/answers.ts';
import { examples } from '#forms/professional/examples.ts';
import { form } from '#forms/professional/form.ts';
import { createId } from '#message/reference.ts';
import { readMemory, startSite } from './processes.ts';

/** What came of posts with 10 MB of papers at once: kept a second, how many came back with 503, and the most memory in MiB. */
export type PaperFigures = { perSecond: number; turnedAway: number; peak: number };

/** A PDF that is as large as papers may be together, and that nothing can make smaller. */
function makeScan(): Buffer<ArrayBuffer> {
  const head = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nstream\n');
  const tail = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
  return Buffer.concat([head, randomBytes(10 * 2 ** 20 - head.length - tail.length), tail]);
}

/**
 * Posts `count` referrals with 10 MB of papers at once to a site of its own, as a browser without a script does: read,
 * looked into, sealed and kept, while others are delivered. Throws when one is answered otherwise.
 */
export async function measurePapers(
  folders: { buildDir: string; dataDir: string },
  count: number,
): Promise<PaperFigures> {
  const site = await startSite(folders);
  const scan = new Blob([makeScan()]);
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, readMemory(site.pid) ?? Number.NaN);
  }, 25);
  const start = performance.now();
  const statuses = await Promise.all(Array.from({ length: count }, () => postPapers(site.port, scan)));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  await site.stop();
  const kept = statuses.filter((status) => status === 200).length;
  const turnedAway = statuses.filter((status) => status === 503).length;
  if (kept + turnedAway < count)
    throw new Error(`Some papers were answered with ${[...new Set(statuses)].join(', ')}.`);
  return { perSecond: kept / seconds, turnedAway, peak };
}

async function postPapers(port: number, scan: Blob): Promise<number> {
  const origin = `http://127.0.0.1:${port}`;
  const body = new FormData();
  body.append('submission', createId());
  body.append('page', 'check');
  for (const [name, value] of entriesOf(form, examples.shortest.answers)) body.append(name, value);
  body.append('papers', scan, 'scan.pdf');
  body.append('action', 'send');
  const response = await fetch(`${origin}/en/${form.path}/`, { method: 'POST', body, headers: { origin } });
  const page = await response.text();
  // A page that asks to mend something is no acceptance.
  return response.status === 200 && !page.includes('class="reference"') ? 0 : response.status;
}
