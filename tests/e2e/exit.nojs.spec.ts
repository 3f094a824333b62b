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

  test('a press on the exit that trembles is still a press', async ({ page }) => {
    await page.goto('/en/private/');
    const box = await exitLink(page).boundingBox();
    // Past Playwright's own mouse, which looks for a drag by a script in the page.
    const session = await page.context().newCDPSession(page);
    const move = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', by: number) =>
      session.send('Input.dispatchMouseEvent', {
        type,
        x: (box?.x ?? 0) + 20 + by,
        y: (box?.y ?? 0) + 20 + by / 2,
        button: 'left',
        buttons: 1,
        clickCount: 1,
      });
    await move('mousePressed', 0);
    for (const by of [3, 6, 9, 12]) await move('mouseMoved', by);
    await move('mouseReleased', 12);
    await arriveOutside(page);
  });

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
