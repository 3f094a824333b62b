import { expect } from '@playwright/test';
import { test } from '../support/live.ts';
import { readPages } from '../support/visits.ts';

/** What a search may find: the way in, the help, the services, and the page for professionals. By name, each in its language. */
const found = ['', 'now/', 'find/', 'work/'];

test('a search finds the way in and the help, and neither a form nor what explains the exit', async ({ live }) => {
  for (const [address, html] of await readPages(live.site.origin)) {
    const hidden = html.includes('<meta name="robots" content="noindex, nofollow">');
    expect(hidden, address).toBe(!found.includes(address.replace(/^\/[\w-]+\//, '')));
  }
  expect(await (await fetch(`${live.site.origin}/robots.txt`)).text()).not.toMatch(/sitemap|disallow: \/./i);
});
