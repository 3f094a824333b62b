import { test } from '../support/fixtures.ts';
import { openForm, press, send, shortest, walk } from '../support/form.ts';
import { expectFaultless } from '../support/layout.ts';
import { pressInVain } from '../support/steps.ts';

const quick = { atOnce: true } as const;

for (const tag of ['en', 'pl', 'ur']) {
  test(`without a script every kind of page can be used by everyone, in ${tag}`, async ({ page }) => {
    await page.goto(`/${tag}/`);
    await expectFaultless(page, tag, 'start');
    await openForm(page, tag);
    await expectFaultless(page, tag, 'first question');
    await press(page, 'continue');
    await pressInVain(page);
    await expectFaultless(page, tag, 'something to mend');
    await walk(page, { ...shortest, age: 'under-16', story: 'one\ntwo' }, quick);
    await expectFaultless(page, tag, 'check');
    await send(page);
    await expectFaultless(page, tag, 'sent');
  });
}
