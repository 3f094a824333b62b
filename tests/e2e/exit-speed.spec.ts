import { measureExitIn } from '../../src/cli/bench/exit.ts';
import { expect, test } from '../support/visits.ts';

test('a tap on the exit is a request and an empty page at once, also on a phone six times slower', async ({
  browser,
  site,
}) => {
  test.setTimeout(90_000);
  // Medians of five, in ms. On a machine that other programs keep busy three tries tell what the exit itself needs.
  await expect(async () => {
    const { usual, slow } = await measureExitIn(browser, site.origin);
    expect(usual.request).toBeLessThan(100);
    expect(usual.frame).toBeLessThan(50);
    expect(slow.request).toBeLessThan(300);
    expect(slow.frame).toBeLessThan(250);
  }).toPass({ timeout: 60_000 });
});
