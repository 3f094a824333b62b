import { contactOf, type Form } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import { answersOnPath } from '../../src/forms/path.ts';
import { privacyVersion } from '../../src/i18n/versions.ts';
import { findAccessibilityFaults } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { action, fillStep, openForm, type press, reference, send, shownPage, walk } from './form.ts';
import { decryptByGpg, openDemonstration } from './opened.ts';

/** Answers as somebody could give them, and the language of the pages they used. */
type Example = { language: string; answers: Record<string, string | string[]> };

// Someone's own request for help has tests of its own, at more length; so has a form that takes a place, which needs one
// that can be taken on the day of the test.
const forms = [...(await discoverForms()).values()]
  .map(({ form }) => form)
  .filter(({ id, plain }) => id !== 'self-referral' && !plain);
const entries = await Promise.all(
  forms.map(async (form) => {
    const { examples } = (await import(`../../src/forms/${form.id}/examples.ts`)) as {
      examples: { full: Example; shortest: Example };
    };
    return { form, examples };
  }),
);

/** What holds for every form there is, with and without scripts: called by a spec of each kind. */
export function testForms(): void {
  for (const { form, examples } of entries) {
    test(`${form.id}: a full one reaches the contact it is for, as it was written`, async ({ page, site }) => {
      test.slow();
      const { language, answers } = elsewhere(examples.full);
      await openForm(page, language, form);
      await walk(page, answers, { atOnce: true, form });
      expect(await findAccessibilityFaults(page)).toEqual([]);
      const said = await send(page);
      const opened = await openDemonstration(site.dataDir, said, decryptByGpg);
      const versions = { privacy: privacyVersion, permission: form.permissionVersion };
      expect(opened.referral).toMatchObject({ form: form.id, reference: said, language, versions });
      expect(opened.referral.answers).toEqual(answersOnPath(form, answers));
      expect(opened.mail.to?.map(({ address }) => address)).toEqual([`${contactOf(form, answers)}@localhost`]);
      expect(opened.mail.subject).toBe(`Enquiry ${said}`);
    });

    test(`${form.id}: the shortest can be sent as soon as what is needed is there`, async ({ page, site }) => {
      const { language, answers } = examples.shortest;
      await openForm(page, language, form);
      await walk(page, answers, { atOnce: true, form, until: form.enoughAfter });
      await fillStep(page, answers, { atOnce: true, form });
      const said = await send(page);
      const { referral } = await openDemonstration(site.dataDir, said);
      expect(referral.answers).toEqual(answersOnPath(form, answers));
    });

    test(`${form.id}: what is needed is asked for, and what was typed stays`, async ({ page }) => {
      await openForm(page, 'en', form);
      await goWithoutAnswers(page, form);
      await expect(page.locator('#problems')).toBeVisible();
      await expect(reference(page)).toHaveCount(0);
    });
  }
}

/** Opened by itself, a report is about no one service of the list. */
const elsewhere = ({ language, answers }: Example): Example => ({
  language,
  answers: answers['service'] === undefined ? answers : { ...answers, service: 'other' },
});

/** Goes on without an answer to anything until the form asks for one. */
async function goWithoutAnswers(page: Parameters<typeof press>[0], form: Form): Promise<void> {
  for (const _ of form.steps) {
    const before = await shownPage(page).getAttribute('data-step');
    await action(page, 'continue').click();
    const problems = page.locator('#problems');
    const moved = shownPage(page).and(page.locator(`:not([data-step="${before}"])`));
    await problems.or(moved).first().waitFor();
    if (await problems.isVisible()) return;
  }
}
