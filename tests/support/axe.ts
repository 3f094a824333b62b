import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong on the page as it is now, one readable line a finding: rule, elements, why. Empty when nothing
 * is, so that a test can say `expect(await findAccessibilityFaults(page)).toEqual([])` and fail with the list.
 */
export async function findAccessibilityFaults(page: Page, options: { within?: string } = {}): Promise<string[]> {
  const scripting = await page.evaluate(() => !matchMedia('(scripting: none)').matches);
  if (!scripting) return withScripting(page, (copy) => findAccessibilityFaults(copy, options));
  const builder = new AxeBuilder({ page }).withTags(tags);
  if (options.within) builder.include(options.within);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.replace(/\s*\n\s*/g, ' ');
      return `${id} (${impact}) at ${target.join(' ')}: ${why}`;
    }),
  );
}

/**
 * Shows the same elements in a browser that runs scripts, and none of the page's own: axe itself is a script and never
 * ends where they are off.
 */
async function withScripting<Result>(page: Page, look: (copy: Page) => Promise<Result>): Promise<Result> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true });
  if (!context) throw new Error('The page has no browser of its own to be shown again in');
  try {
    const body = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/g, '').replace(/<\/?noscript>/g, '');
    const copy = await context.newPage();
    await copy.route('**/*', (route) => {
      if (route.request().isNavigationRequest())
        return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
      return route.request().resourceType() === 'script' ? route.abort() : route.continue();
    });
    await copy.goto(page.url());
    return await look(copy);
  } finally {
    await context.close();
  }
}
