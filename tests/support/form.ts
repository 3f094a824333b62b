import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { quickMs } from '../../src/flood/trap.ts';
import { datePartName, dateParts, entriesOf } from '../../src/forms/answers.ts';
import type { Answers, Field, Form } from '../../src/forms/define.ts';
import { fieldsOf } from '../../src/forms/define.ts';
import { form as selfReferral } from '../../src/forms/self-referral/form.ts';

/** The page of the form that is in view: a step, the check page or the thanks. */
export const shownPage = (page: Page): Locator => page.locator('[data-step]:not([hidden])');

/** The first button of the form that does something: `continue`, `send`, `back`, `change:reach`, `language:pl`. */
export const action = (page: Page, value: string): Locator =>
  page.locator(`button[name="action"][value="${value}"]:not([aria-hidden])`).first();

/** The reference on the thanks page. */
export const reference = (page: Page): Locator => page.locator('.reference .code');

/**
 * How answers get into the page: field by field as a person does (35 ms each), or all of a page `atOnce` where a test is
 * about something else; dates and telephone numbers in other digits than ours for those who write them. `form` is
 * someone's own request for help unless it is named.
 */
export type Typing = { atOnce?: boolean; digits?: (western: string) => string; form?: Form };

/** Opens the form in a language; where scripts run, once its own has taken the form over. */
export async function openForm(page: Page, tag: string, { path } = selfReferral): Promise<void> {
  await page.goto(`/${tag}/${path}/`);
  begun.set(page, { at: Date.now(), pressed: false });
  await takenOver(page);
}

/** When each page's form was opened, or without a script when the first page of it was sent. */
const begun = new WeakMap<Page, { at: number; pressed: boolean }>();

/**
 * Waits for as long as a person at least needs: what is sent sooner is kept, and reaches the contact at the full hour. Of a
 * form that was opened in another way than `openForm`'s, all of it.
 */
export async function takeTime(page: Page): Promise<void> {
  const { at = Date.now() } = begun.get(page) ?? {};
  await sleep(Math.max(0, at + quickMs + 100 - Date.now()));
}

/** Comes back when the page's script has taken the form over; at once where scripts are off. */
export async function takenOver(page: Page): Promise<void> {
  await shownPage(page).waitFor();
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) return;
  await expect(page.locator('input[name="submission"]')).toHaveValue(/^[0-9a-f]{32}$/);
  // Its listeners come after the next paint.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60))));
}

/**
 * Comes back when what follows a change of the page has happened: title, focus and place, which come after the paint. By
 * the order in which a browser takes what waits for a frame, and no time of a clock.
 */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    if (matchMedia('(scripting: none)').matches) return;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
  });

/** Answers the questions of the page in view for which there is an answer. */
export async function fillStep(page: Page, answers: Answers, typing: Typing = {}): Promise<void> {
  const id = await shownPage(page).getAttribute('data-step');
  const { form = selfReferral } = typing;
  const fields = form.steps.find((step) => step.id === id)?.fields ?? [];
  if (typing.atOnce) return fillAtOnce(shownPage(page), answers, fields, form);
  for (const field of fields) {
    const answer = answers[field.name];
    if (answer !== undefined) await fillField(shownPage(page), field, answer, typing);
  }
}

function fillAtOnce(step: Locator, answers: Answers, fields: readonly Field[], form: Form): Promise<void> {
  const names = fields.flatMap(({ name }) => [name, ...dateParts.map((part) => datePartName(name, part))]);
  const entries = entriesOf(form, answers).filter(([name]) => names.includes(name));
  return step.evaluate((element, typed) => {
    for (const [name, value] of typed) {
      const inputs = [...element.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
      const box = inputs.find((input) => /radio|checkbox/.test(input.type) && input.value === value);
      if (box) {
        if (!box.checked) box.click();
        continue;
      }
      for (const input of inputs) {
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
  }, entries);
}

async function fillField(step: Locator, field: Field, answer: string | string[], { digits = (same) => same }: Typing) {
  if (field.control === 'date') {
    const [year = '', month = '', day = ''] = String(answer).split('-');
    const typed = { day, month, year };
    for (const part of dateParts) {
      await step.locator(`[name="${datePartName(field.name, part)}"]`).fill(digits(typed[part]));
    }
    return;
  }
  const input = step.locator(`[name="${field.name}"]`);
  if (field.control === 'select') await input.selectOption(String(answer));
  else if (field.control === 'tel') await input.fill(digits(String(answer)));
  else if (field.options.length === 0) await input.fill(String(answer));
  else for (const code of [answer].flat()) await step.locator(`[name="${field.name}"][value="${code}"]`).check();
}

/** Presses a button of the form and comes back when another page of it is in view and settled; gives that page's id. */
export async function press(page: Page, value: string): Promise<string> {
  const before = await shownPage(page).getAttribute('data-step');
  await action(page, value).click();
  await shownPage(page)
    .and(page.locator(`:not([data-step="${before}"])`))
    .waitFor();
  if (begun.get(page)?.pressed === false) begun.set(page, { at: Date.now(), pressed: true });
  await settle(page);
  return String(await shownPage(page).getAttribute('data-step'));
}

/**
 * Goes on from the page in view, answering as it goes, until the page `until` is in view; gives the ids of the pages it
 * was on, the last among them.
 */
export async function walk(
  page: Page,
  answers: Answers,
  { until = 'check', onPage, ...typing }: Typing & { until?: string; onPage?: (id: string) => Promise<void> } = {},
): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const id = String(await shownPage(page).getAttribute('data-step'));
    if (seen.includes(id)) throw new Error(`the form came back to ${id} after ${seen.join(', ')}`);
    seen.push(id);
    await onPage?.(id);
    if (id === until) return seen;
    await fillStep(page, answers, typing);
    await press(page, 'continue');
  }
}

/** Sends, and gives the reference that the person is shown. */
export async function send(page: Page): Promise<string> {
  await takeTime(page);
  await action(page, 'send').click();
  await expect(reference(page)).toHaveText(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  await settle(page);
  return reference(page).innerText();
}

/**
 * An answer to every question: all ways to be reached, all boxes, 16 or 17 years old, and `write` in each field of the
 * person's own words (the form's shortest takes 40 letters). Numbers and addresses differ from field to field.
 */
export function answerAll(write: (field: string) => string): Answers {
  const answers = fieldsOf(selfReferral).map((field, index): [string, string | string[]] => {
    if (field.control === 'tel') return [field.name, `07700 900${100 + index}`];
    if (field.control === 'email') return [field.name, `${field.name.toLowerCase()}@example.org`];
    if (field.control === 'date') return [field.name, `2027-03-${10 + index}`];
    if (field.list !== null) return [field.name, 'medway'];
    if (field.control === 'checkboxes') return [field.name, [...field.options]];
    return [field.name, field.options[0] ?? write(field.name)];
  });
  return { ...Object.fromEntries(answers), age: '16-17' };
}

/** The shortest way through: the person will ring, and may be talked with. */
export const shortest: Answers = { ringUs: 'yes', permission: 'yes' };

/** What is in the fields of the page in view now, as the browser would send it. */
export function readFields(page: Page): Promise<[string, string][]> {
  return shownPage(page).evaluate((step) => {
    const names = new Set([...step.querySelectorAll<HTMLInputElement>('[name]')].map(({ name }) => name));
    const all = new FormData(step.closest('form') ?? undefined);
    return [...all].flatMap(([name, value]): [string, string][] =>
      names.has(name) && name !== 'shown' && name !== 'action' ? [[name, String(value)]] : [],
    );
  });
}
