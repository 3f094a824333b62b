import { answerAll, openForm, walk } from '../support/form.ts';
import { arriveOutside, exitLink, expect, first, skipExit, test } from '../support/visits.ts';

test.describe('without scripts', () => {
  for (const address of ['/en/', '/pl/private/', '/ur/ask/', '/en/nothing-here/']) {
    test(`the exit of ${address} leads away, and tells nothing`, async ({ page, outside }) => {
      for (const link of [exitLink, skipExit]) {
        await page.goto(address);
        if (link === skipExit) await link(page).focus();
        await link(page).press('Enter');
        await arriveOutside(page);
      }
      expect(outside.requests.map(({ host, headers }) => [host, headers.referer])).toEqual([
        [first.host, undefined],
        [first.host, undefined],
      ]);
    });
  }

  test('the exit works on every page of the form, and no field may be remembered', async ({ page }) => {
    await openForm(page, 'en');
    const remembered: string[] = [];
    const pages = await walk(
      page,
      answerAll((field) => `words for ${field}`),
      {
        onPage: async () => {
          await expect(exitLink(page)).toHaveAttribute('href', first.url);
          remembered.push(
            ...(await page
              .locator(
                'input:not([type=hidden]):not([autocomplete=off]), textarea:not([autocomplete=off]), select:not([autocomplete=off])',
              )
              .evaluateAll((fields) => fields.map((field) => field.id))),
          );
        },
      },
    );
    expect(pages.length).toBeGreaterThan(10);
    expect(remembered).toEqual([]);
    await exitLink(page).click();
    await arriveOutside(page);
  });
});
