import { test, expect } from '../support/fixtures.ts';
import { answerAll, openForm, send, walk, fillStep } from '../support/form.ts';
test('js', async ({ page, site }) => {
  await openForm(page, 'en');
  const t = Date.now();
  console.log(await walk(page, answerAll((f) => `canary ${f}`), {atOnce: true}), Date.now() - t);
  console.log(await send(page), Date.now() - t);
  console.log(site.logs());
});
test.describe('nojs', () => {
  test.use({ javaScriptEnabled: false });
  test('nojs', async ({ page, site }) => {
    await openForm(page, 'ur');
    const t = Date.now();
    console.log(await walk(page, answerAll((f) => `canary ${f}`), {atOnce: true}), Date.now() - t);
    console.log(await send(page), Date.now() - t);
    console.log(site.logs());
  });
});
