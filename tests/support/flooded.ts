import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { findFreePort } from '../../src/cli/torture/ground.ts';
import { createSite } from '../../src/cli/torture/running.ts';
import type { Answers } from '../../src/forms/define.ts';
import { postParts, type RawAnswer, wholeForm } from './raw-http.ts';

/** A demonstration behind a proxy that names who asks in `X-Forwarded-For`, and whose clock can be moved. */
export type Flooded = { origin: string; dataDir: string; logged: Map<string, number>; setAhead: (ms: number) => void };

/** What is sent in floods: the shortest. */
export const answers: Answers = { danger: 'no', ringUs: 'yes', permission: 'yes' };

/** Playwright's test with such a site of this worker's own. */
export const test = base.extend<object, { flooded: Flooded }>({
  flooded: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
    async ({}, use) => {
      const dataDir = mkdtempSync(path.join(tmpdir(), 'flooded-'));
      const port = await findFreePort();
      const site = createSite(port, { PORT: String(port), DATA_DIR: dataDir, ADDRESS_HEADER: 'X-Forwarded-For' });
      await site.start();
      await use({ origin: `http://127.0.0.1:${port}`, dataDir, logged: site.logged, setAhead: site.setAhead });
      await site.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ flooded }, use) => {
    await use(flooded.origin);
  },
});

/** Sends so many whole forms from an address, one after the other; gives how often each status came. */
export async function flood({ origin }: Flooded, address: string, count: number): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let sent = 0; sent < count; sent += 1) {
    const { status } = await sendFrom(origin, address);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

/** Sends one whole form from an address, as a page without a script. */
export const sendFrom = (origin: string, address: string, given = answers): Promise<RawAnswer> =>
  postParts(origin, wholeForm(given), { tag: 'en', headers: { 'X-Forwarded-For': `198.51.100.1, ${address}` } });
