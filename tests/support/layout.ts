import { expect, type Page, test } from '@playwright/test';
import { findAccessibilityFaults } from './axe.ts';

/** Sizes a page must fit: the narrowest phone, and 1280 by 1024 at 400 % zoom (WCAG 1.4.10). */
const sizes = [
  { width: 320, height: 640 },
  { width: 320, height: 256 },
];

/** Fails softly with everything that is wrong with the page as it is now, or says another language or direction. */
export async function expectFaultless(page: Page, tag: string, what: string): Promise<void> {
  await test.step(what, async () => {
    await expect.soft(page.locator('html')).toHaveAttribute('lang', tag);
    await expect.soft(page.locator('html')).toHaveAttribute('dir', tag === 'ur' ? 'rtl' : 'ltr');
    expect.soft(await findFaults(page), what).toEqual([]);
  });
}

/**
 * Everything that is wrong with the page as it is now, one readable line a fault: what axe finds, what does not fit
 * across, targets that are too small, and what the exit covers when it has the focus.
 */
async function findFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const before = page.viewportSize();
  for (const size of sizes) {
    await page.setViewportSize(size);
    const found = [...(await findOverflow(page)), ...(await findSmallTargets(page)), ...(await findCovered(page))];
    faults.push(...found.map((fault) => `${size.width}x${size.height}: ${fault}`));
  }
  faults.push(...(await findAccessibilityFaults(page)));
  if (before) await page.setViewportSize(before);
  return faults;
}

/** What makes the page scroll sideways, or nothing where it does not. */
function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1);
    });
    const names = wide.slice(0, 5).map(({ tagName, className, textContent }) => {
      return `${tagName.toLowerCase()}.${className} "${textContent?.trim().slice(0, 40)}"`;
    });
    return [`${scrollWidth} wide: ${names.join(', ')}`];
  });
}

/**
 * Targets smaller than 24 by 24 (WCAG 2.5.8) and, of those a person most needs, than 44 high. A link within a sentence is
 * as high as its line; a box is as large as its label.
 */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const needed =
      '.exit, .back, .choice, .button, .actions button, .ring a, .languages a, .languages button, .doors a';
    const all = document.querySelectorAll<HTMLInputElement>(
      'a[href], button, input:not([type="hidden"]), select, textarea, summary',
    );
    return [...all].flatMap((element) => {
      if (!element.checkVisibility() || element.closest('[aria-hidden="true"]')) return [];
      const target = /^(radio|checkbox)$/.test(element.type) ? (element.closest('label') ?? element) : element;
      const { width, height } = sizeOf(target);
      const inSentence =
        getComputedStyle(target).display === 'inline' &&
        (target.parentElement?.textContent ?? '').trim() !== (target.textContent ?? '').trim();
      const least = target.matches(needed) ? 44 : 24;
      if ((width >= 24 && height >= least) || (inSentence && least === 24)) return [];
      const words = (target.textContent ?? '').trim().slice(0, 40);
      return [
        `${Math.round(width)} by ${Math.round(height)} is too small: ${target.localName}.${target.className} "${words}"`,
      ];
    });

    /** A link may be made as large as its card by what is laid over it. */
    function sizeOf(element: Element): { width: number; height: number } {
      const own = element.getBoundingClientRect();
      const over = getComputedStyle(element, '::after');
      if (over.position !== 'absolute') return own;
      return {
        width: Math.max(own.width, Number.parseFloat(over.width)),
        height: Math.max(own.height, Number.parseFloat(over.height)),
      };
    }
  });
}

/** What lies under the exit, which stays in view, when it has the focus (WCAG 2.4.11). */
function findCovered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('.exit')?.getBoundingClientRect();
    const all = document.querySelectorAll<HTMLElement>(
      'main a[href], main button, main input, main select, main textarea',
    );
    const before = document.activeElement as HTMLElement | null;
    const covered = [...all].filter((element) => {
      if (!bar || !element.checkVisibility()) return false;
      element.focus();
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return top >= bar.top && bottom <= bar.bottom && left >= bar.left && right <= bar.right;
    });
    before?.focus();
    return covered.map(
      ({ localName, id, textContent }) => `under the exit: ${localName}#${id} "${textContent?.trim().slice(0, 40)}"`,
    );
  });
}
