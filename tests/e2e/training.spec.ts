import { dayAhead, expect, test } from '../support/courses.ts';
import { expectFaultless } from '../support/layout.ts';
import { readWords } from '../support/words.ts';

const list = '/en/work/training/';
const monthLabel = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('sessions are chosen by work, level, place and month', async ({ page }) => {
      await page.goto('/en/work/');
      await page.locator(`a[href="${list}"]`).click();
      await expect(page.locator('.session')).toHaveCount(7);
      await page.getByLabel('Where').selectOption({ label: 'Thanet' });
      await page.getByRole('button', { name: 'Show sessions' }).click();
      await expect(page.locator('.session')).toHaveCount(3);
      await expect(page.getByLabel('Where').locator('option:checked')).toHaveText('Thanet');
      // Codes alone: no word of what was chosen is in the address.
      expect(new URL(page.url()).search).toMatch(/^\?([ahfw]=\d{1,3}&?){4}$/);
      await page.getByLabel('Month').selectOption({ label: monthLabel(dayAhead(75)) });
      await page.getByRole('button', { name: 'Show sessions' }).click();
      await expect(page.locator('.session')).toHaveCount(1);
      await page.getByLabel('Level').selectOption('Level 2');
      await page.getByRole('button', { name: 'Show sessions' }).click();
      await expect(page.getByText('No session fits')).toBeVisible();
      await page.getByRole('link', { name: 'Show all' }).click();
      await page.getByLabel('You work in').selectOption({ label: 'Leads and champions' });
      await page.getByRole('button', { name: 'Show sessions' }).click();
      await expect(page.locator('.session')).toHaveCount(4);
      await expect(page.locator('main h3')).toHaveText('Domestic abuse: the second course');
    });
  });
}

test('a course says what it is, and each session what can be had of it', async ({ page }) => {
  await page.goto(list);
  await page.getByRole('link', { name: 'Domestic abuse: the second course', exact: true }).click();
  const session = (text: string) => page.locator('.session').filter({ hasText: text });
  await expect(page.getByText('Do what the test asks')).toBeVisible();
  await expect(page.getByText('3 hours 30 minutes')).toBeVisible();
  await expect(session('20 places left').getByRole('link', { name: 'Book a place' })).toHaveAttribute(
    'href',
    '/en/ask/book/ffff6666-m/',
  );
  await expect(session('1 place left')).toHaveCount(1);
  await expect(page.getByText('Your manager has to agree before you book')).toBeVisible();
  for (const over of ['Called off', 'Booking has closed'])
    await expect(session(over).getByRole('link', { name: 'Book' })).toHaveCount(0);
  await expect(page.locator('main .notice').first()).toContainText('example');
});

test('no page, file or feed holds the exact place of a session', async ({ page, request }) => {
  for (const address of [list, `${list}one/`, `${list}calendar/`, `${list}all.ics`, `${list}gggg7777.ics`]) {
    const body = await (await request.get(address)).text();
    expect(body).not.toContain('Hidden');
    expect(body).not.toContain('meeting.example');
  }
  await page.goto(`${list}one/`);
  await expect(page.locator('main')).toContainText('Margate');
});

test('titles and calendars tell nothing of what the courses are about', async ({ page, request }) => {
  for (const address of [list, `${list}one/`, `${list}calendar/`]) {
    await page.goto(address);
    expect(await page.title()).toMatch(/^Training(: (Course one|[A-Z][a-z]+ \d{4}))? – /);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
  }
  for (const file of ['aaaa1111', 'all']) {
    const response = await request.get(`${list}${file}.ics`);
    expect(response.headers()).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${file}.ics"`,
      'cache-control': 'no-store',
    });
    const text = await response.text();
    expect(text).toContain('SUMMARY:Course one (example)');
    expect(text).not.toMatch(/abuse|domestic|LOCATION/i);
  }
  const feed = await (await request.get(`${list}all.ics`)).text();
  expect(feed.match(/BEGIN:VEVENT/g)).toHaveLength(7);
  expect(feed.match(/STATUS:CANCELLED/g)).toHaveLength(1);
  for (const none of ['zzzz9999.ics', 'nothing/']) expect((await request.get(`${list}${none}`)).status()).toBe(404);
});

test('the calendar is a month of days where there is room, and a list of those with sessions elsewhere', async ({
  page,
}) => {
  const month = monthLabel(dayAhead(40));
  await page.goto(`${list}calendar/`);
  await expect(async () => {
    if (!(await page.locator('h1').innerText()).includes(month))
      await page.getByRole('link', { name: 'Later:' }).click();
    await expect(page.locator('h1')).toContainText(month, { timeout: 100 });
  }).toPass();
  const days = page.locator('.month ol > li');
  const held = page.locator('.month .held');
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.locator('.month .empty').first()).toBeVisible();
  expect(await days.count()).toBeGreaterThanOrEqual(28);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(page.locator('.month .empty').first()).toBeHidden();
  await expect(held.first().locator('.whole-day')).toBeVisible();
  await expect(held.filter({ hasText: 'Margate' })).toContainText('09:30 to 13:00');
  // What a screen reader is given has no empty day in it, at any width.
  await expect(page.locator('.month').getByRole('listitem').filter({ hasText: /^\d+$/ })).toHaveCount(0);
});

for (const tag of ['en', 'pl', 'ur'] as const) {
  test(`the pages can be used by everyone, reached in ${tag}`, async ({ page }) => {
    const at = (address: string) => list.replace('/en/', `/${tag}/`) + address;
    for (const address of ['', 'one/', 'calendar/', '?a=0&f=2&h=0&w=0']) {
      await page.goto(at(address));
      await expectFaultless(page, tag, address);
      await expect(page.locator('[data-exit-bar] a[data-exit]')).toBeVisible();
      const english = page.locator('main [lang="en"]');
      if (tag === 'en') await expect(english).toHaveCount(0);
      else await expect(english.first()).toContainText('Domestic abuse');
    }
    if (tag !== 'en') await expect(page.locator('main .notice').first()).toHaveText(readWords(tag).site.englishOnly);
  });
}
