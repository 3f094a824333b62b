import { test as base } from '@playwright/test';
import { type Site, startSite } from './server.ts';

/**
 * Playwright's test with a built demonstration site of this worker's own: `page.goto('/en/')` opens it, `site` is its
 * process. A test that kills, floods or configures a site starts one itself, with `startSite`.
 */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.dispose();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => {
    await use(site.origin);
  },
});

export { expect } from '@playwright/test';
