import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong on the page as it is now, one readable line a finding: rule, elements, why. Empty when nothing
 * is, so that a test can say `expect(await findAccessibilityFaults(page)).toEqual([])` and fail with the list.
 */
export async function findAccessibilityFaults(page: Page, options: { within?: string } = {}): Promise<string[]> {
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
