import { expect, type Page } from '@playwright/test';
import type { Answers } from '../../src/forms/define.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { privacyVersion } from '../../src/i18n/versions.ts';
import { answerAll, openForm, send, shortest, shownPage, type Typing, takenOver, walk } from '../support/form.ts';
import { gpgAvailable } from '../support/gpg.ts';
import { contactAddress, type Live, test } from '../support/live.ts';
import { decryptWith, openMail } from '../support/opened.ts';
import { readProjectFile } from '../support/project-files.ts';
import { askHealth } from '../support/server.ts';
import type { ReceivedMail } from '../support/smtp.ts';

// One worker, so that the site is built and started once.
test.describe.configure({ mode: 'default' });

const urduDigits = (western: string) => western.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));

const people: { tag: string; scripts: boolean; answers: Answers; typing: Typing; language: string }[] = [
  {
    tag: 'pl',
    scripts: false,
    language: 'Polish',
    typing: {},
    answers: {
      ...answerAll((field) => `Zażółć gęślą jaźń: ${field}`),
      story: 'Boję się.\nMąż czyta mój telefon.\n\n– „zawsze” 🙈',
      checkWord: 'bursztyn',
    },
  },
  {
    tag: 'ur',
    scripts: true,
    language: 'Urdu',
    typing: { digits: urduDigits },
    answers: {
      ...answerAll((field) => `میں ڈرتی ہوں (${field})`),
      story: 'وہ میرا فون دیکھتا ہے۔\nمجھے مدد چاہیے۔ 🕯️',
      checkWord: 'چنبیلی',
    },
  },
];

for (const { tag, scripts, answers, typing, language } of people) {
  test.describe(`in ${language} ${scripts ? 'with' : 'without'} a script`, () => {
    test.use({ javaScriptEnabled: scripts });

    test('what was typed reaches the contact once, although mail is down and the server is killed', async ({
      page,
      live,
    }) => {
      const { site, mail } = live;
      const before = mail.messages.length;
      await mail.down();
      await page.goto(`/${tag}/`);
      await page.locator(`.doors a[href="/${tag}/before/"]`).click();
      await page.locator(`a.main[href="/${tag}/ask/"]`).click();
      await takenOver(page);
      const posted = watchPosts(page);
      const seen = await walk(page, answers, typing);
      expect(seen.length).toBeGreaterThan(14);
      await expect(page.locator('.answers')).toContainText(String(answers['checkWord']));
      await expect(shownPage(page).locator('.danger a[href="tel:999"]')).toBeVisible();
      const said = await send(page);
      const { sent } = JSON.parse(readProjectFile(`content/locales/${tag}/ui.json`));
      await expect(page.locator('main h1')).toHaveText(sent.heading);
      await expect(shownPage(page).locator('.danger a[href="tel:999"]')).toBeVisible();
      expect(posted().every((body) => body.includes('name="sealed"'))).toBe(scripts);

      await site.kill('SIGKILL');
      expect(mail.messages).toHaveLength(before);
      await mail.up();
      await site.restart();
      await mail.waitFor(before + 1);
      await settled(live);
      // What was delivered is known to be, also after another crash.
      await site.kill('SIGKILL');
      await site.restart();
      await settled(live);
      expect(mail.messages).toHaveLength(before + 1);

      const received = mail.messages[before] as ReceivedMail;
      expect(received).toMatchObject({ to: [contactAddress], from: 'site@county.example', secure: true, user: 'site' });
      const opened = await openMail(received.raw, live.decrypt);
      expect(await openMail(received.raw, decryptWith(live.keys.privateKey))).toEqual(opened);
      const versions = { privacy: privacyVersion, permission: form.permissionVersion };
      expect(opened.referral).toMatchObject({ reference: said, language: tag, form: 'self-referral', versions });
      expect(opened.referral.answers).toEqual(answers);
      expect(opened.mail.subject).toBe(`Enquiry ${said}`);
      expect(opened.subject).toBe(`Enquiry ${said}`);
      checkFirstLines(opened.text, language, answers);
      expect(opened.text).toContain(`Give this code at ${site.origin}/received/\nReceived code: ${said}-`);

      const printed = await live.run('src/cli/spoc.ts', [
        'read',
        '--key',
        live.keep('private.asc', live.keys.privateKey),
        live.keep('referral.eml', received.raw),
      ]);
      expect(printed).toContain(opened.text.trim());
      expect(printed).toContain(`Reference: ${said}`);
    });
  });
}

test('a key that was changed while the page was open is followed in silence, to one that GnuPG made', async ({
  page,
  live,
}) => {
  test.skip(!gpgAvailable, 'There is no GnuPG here to make the key; the messages above were opened with OpenPGP.js');
  const { gpg, site, mail } = live;
  const key = ['Key-Type: RSA', 'Key-Length: 3072', 'Subkey-Type: RSA', 'Subkey-Length: 3072', 'Expire-Date: 1y'];
  const whose = ['Name-Real: New contact', 'Name-Email: new@county.example', '%no-protection', '%commit', ''];
  await gpg?.run(['--generate-key'], [...key, ...whose].join('\n'));
  const made = await gpg?.run(['--armor', '--export', 'new@county.example']);
  await openForm(page, 'ur');
  await walk(page, { ...shortest, risk: 'احتیاط' }, { atOnce: true });
  const before = mail.messages.length;
  await site.restart({ REFERRALS_KEYS: live.keep('new.asc', made?.output ?? '') });
  const answers: number[] = [];
  page.on('response', (response) => response.request().method() === 'POST' && answers.push(response.status()));
  const said = await send(page);
  expect(answers).toEqual([409, 200]);
  await mail.waitFor(before + 1);
  const opened = await openMail((mail.messages[before] as ReceivedMail).raw, live.decrypt);
  expect(opened.referral).toMatchObject({ reference: said, answers: { ...shortest, risk: 'احتیاط' } });
});

test('a server killed while the mail server takes the message sends it again under the same name at most', async ({
  page,
  live,
}) => {
  const { site, mail } = live;
  const before = mail.messages.length;
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'you', atOnce: true });
  const shown = send(page).catch(() => 'the server was killed before it answered');
  await mail.waitFor(before + 1);
  await site.kill('SIGKILL');
  await shown;
  await site.restart();
  await settled(live);
  const copies = mail.messages.slice(before).map(({ raw }) => raw.toString('latin1'));
  expect(new Set(copies).size).toBe(1);
  expect(copies.length).toBeLessThanOrEqual(2);
  expect(copies[0]).toMatch(/^Message-ID: <[2-9A-Z]{4}-[2-9A-Z]{4}\.\d+@county\.example>\r$/m);
});

/** Comes back when nothing waits to be delivered. */
async function settled({ site }: Live): Promise<void> {
  await expect
    .poll(() => askHealth(site.origin), { intervals: [25, 50, 100] })
    .toMatchObject({ oldestWaitingSeconds: null, held: 0 });
}

function watchPosts(page: Page): () => string[] {
  const bodies: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && bodies.push(String(request.postData())));
  return () => bodies;
}

/** Whoever opens a message finds within ten lines whether there is danger, how to reach the person, and in which language. */
function checkFirstLines(text: string, language: string, answers: Answers): void {
  const first = text.split('\n').slice(0, 10);
  expect(first[0]).toBe('UNDER 18: 16 or 17 | DANGER NOW: YES');
  const ways = first.filter((line) => line.startsWith('REACH: ')).join();
  for (const name of ['callNumber', 'textNumber', 'emailAddress']) expect(ways).toContain(String(answers[name]));
  expect(first.find((line) => line.startsWith('LANGUAGE: '))).toContain(`written in ${language}`);
  expect(first.join('\n')).toContain('Do not make contact until translated');
}
