import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { makeDocx, makePdf } from '../../src/attachments/testing/files.ts';
import { examples as professional } from '../../src/forms/professional/examples.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { showHidden } from '../../src/message/visible.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { decryptByGpg } from '../support/opened.ts';
import { chooseKey, chooseMessages, expect, openOne, receiver, test, words } from '../support/reader.ts';
import { code, createReceiver, mailOf } from '../support/sealed.ts';

const reference = 'ZSPG-WH8E';
const written = { form: 'self-referral', reference, answers: examples.full.answers };
const lines = (text: string) => text.split('\n').map((line) => line.trim());

test('opens what GnuPG opens, the same words, from the disk and without a network', async ({ reader }) => {
  await chooseKey(reader, receiver.privateKey);
  const messages = {
    'a.eml': await receiver.write(written),
    'b.asc': await receiver.write({ ...written, reference: 'ABCD-2345', language: 'ur' }),
    'c.pgp': await receiver.write({ form: 'professional', reference: 'EFGH-6789', answers: professional.full.answers }),
  };
  await chooseMessages(reader, { ...messages, 'a.eml': mailOf(messages['a.eml'], `Enquiry ${reference}`) });
  await expect(reader.getByRole('heading', { name: '3 messages opened' })).toBeFocused();
  await expect(reader.locator('.danger')).toHaveCount(0);
  for (const [index, armoured] of Object.values(messages).entries()) {
    const opened = await PostalMime.parse(await decryptByGpg(receiver.privateKey)(armoured));
    const wanted = lines(
      showHidden(opened.text ?? '')
        .replaceAll('\r\n', '\n')
        .replaceAll(/^== /gm, ''),
    );
    const shown = lines(await reader.locator('article .text').nth(index).innerText());
    expect(shown.filter(Boolean)).toEqual(wanted.filter(Boolean));
  }
});

test('says plainly why something does not open, and shows the good one beside it', async ({ reader }) => {
  const other = await createReceiver();
  const good = await receiver.write(written);
  await chooseKey(reader, receiver.privateKey);
  await chooseMessages(reader, {
    'other.asc': await other.write(written),
    'cut.asc': good.slice(0, good.length / 2),
    'changed.asc': good.split('\n').toSpliced(20, 2).join('\n'),
    'plain.eml': 'Subject: x\r\n\r\nRing 07700 900999',
    'large.eml': new Uint8Array(24 * 1024 * 1024 + 1),
    'mail.msg': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'good.asc': good,
  });
  await expect(reader.getByRole('heading', { name: 'One message opened, 6 not opened' })).toBeFocused();
  const said = await reader.locator('.results > .danger li').allInnerTexts();
  expect(said.map((line) => line.replace(/\s+/g, ' '))).toEqual([
    'other.asc is sealed to another key than this one.',
    'cut.asc was changed or cut short after it was sealed, and cannot be opened.',
    'changed.asc was changed or cut short after it was sealed, and cannot be opened.',
    'plain.eml is not sealed. Do not trust it: the site sends nothing that is not.',
    'large.eml is larger than any message of the site.',
    expect.stringMatching(/^mail\.msg is of the kind that Outlook keeps for itself/),
  ]);
  await expect(reader.locator('body')).not.toContainText('07700 900999');
  await expect(reader.locator('article')).toHaveCount(1);
});

test('waits for the key, and says when a key or a passphrase is not the one', async ({ reader }) => {
  const locked = await createReceiver('four good words here');
  await chooseMessages(reader, { 'one.asc': await locked.write(written) });
  await expect(reader.getByText(words.messages.waiting.one)).toBeVisible();
  await chooseKey(reader, locked.publicKey);
  await expect(reader.getByRole('alert').filter({ hasText: 'public key' })).toBeVisible();
  await chooseKey(reader, locked.privateKey.replace(/\n.{20}/, '\n'));
  await chooseKey(reader, locked.privateKey);
  const field = reader.getByLabel(words.key.passphrase);
  await field.fill('wrong');
  await field.press('Enter');
  await expect(reader.getByText(words.key.wrong)).toBeVisible();
  await expect(field).toHaveValue('');
  await field.fill('four good words here');
  await field.press('Enter');
  await expect(reader.locator('article')).toContainText(reference);
});

test('warns before anything else where a message is not as the site writes it, and gives out no JSON', async ({
  reader,
}) => {
  const entity = (text: string) => text.replace(/^Reference: .*$/m, 'Reference: WXYZ-9999');
  await openOne(reader, { ...written, entity });
  const warning = reader.locator('article .danger');
  await expect(warning).toContainText(words.problems.title);
  await expect(warning).toContainText('the text says reference WXYZ-9999');
  await expect(reader.getByText(words.passed)).toHaveCount(0);
  await expect(reader.getByRole('button', { name: words.actions.copy })).toHaveCount(0);
});

test('shows words as words: no tag, no link, and what turns the reading order is named', async ({ reader }) => {
  const story = 'before <img src=x onerror="document.title=1"> \u202Egnp.exe https://example.org/ after';
  await openOne(reader, { ...written, answers: { ...examples.shortest.answers, story } });
  const text = reader.locator('article .text');
  await expect(text).toContainText('<img src=x onerror="document.title=1"> [U+202E]gnp.exe https://example.org/ after');
  await expect(text.locator('a, img, iframe, object, script, style')).toHaveCount(0);
  await expect(reader).toHaveTitle(words.title);
});

test('lets Urdu run from the right, with its own language, within an English message', async ({ reader }) => {
  await openOne(reader, {
    ...written,
    language: 'ur',
    answers: { ...examples.shortest.answers, story: 'مجھے مدد چاہیے' },
  });
  const quote = reader.locator('blockquote', { hasText: 'مجھے مدد چاہیے' });
  await expect(quote).toHaveAttribute('lang', 'ur');
  expect(await quote.locator('p').evaluate((line) => getComputedStyle(line).direction)).toBe('rtl');
  await expect(reader.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('never turns the groups of a telephone number round between words from the right', async ({ reader }) => {
  const story = 'شام چھ بجے کے بعد 07700 900123 پر فون کریں';
  await openOne(reader, { ...written, language: 'ur', answers: { ...examples.shortest.answers, story } });
  const lefts = await reader.locator('blockquote p', { hasText: story }).evaluate((line) => {
    const place = (words: string) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(words) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        return range.getBoundingClientRect().left;
      }
      return Number.NaN;
    };
    return [place('07700'), place('900123')];
  });
  expect(lefts[0]).toBeLessThan(lefts[1] ?? Number.NaN);
});

test('saves what passed under a name that harms nothing, on a press alone, and nothing else', async ({ reader }) => {
  const bytes = makePdf();
  const attachments = [
    { name: '../Risk\u202efdp.pdf', type: 'application/pdf', bytes },
    { name: 'b.docx', type: 'application/msword', bytes: makeDocx({ 'word/vbaProject.bin': 'x' }) },
  ];
  const saved: string[] = [];
  reader.on('download', (download) => saved.push(download.suggestedFilename()));
  await openOne(reader, { form: 'professional', reference, answers: professional.full.answers, attachments });
  const files = reader.locator('.files');
  await expect(files).toContainText('Not given out: it holds macros.');
  await expect(files.getByRole('button')).toHaveCount(1);
  expect(saved).toEqual([]);
  const [download] = await Promise.all([reader.waitForEvent('download'), files.getByRole('button').click()]);
  expect(download.suggestedFilename()).toBe(`${reference}-1-Riskfdp.pdf`);
  expect(readFileSync(await download.path()).equals(Buffer.from(bytes))).toBe(true);
});

test('gives its JSON to copy and to save', async ({ reader, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openOne(reader, written);
  await reader.getByRole('button', { name: words.actions.copy }).click();
  await expect(reader.getByText(words.actions.copied)).toBeVisible();
  const copied = JSON.parse(await reader.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toMatchObject({ form: 'self-referral', reference });
  const [download] = await Promise.all([
    reader.waitForEvent('download'),
    reader.getByRole('button', { name: words.actions.save }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${reference}.json`);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(copied);
});

test('names the code for the site where the file does not know where the site is', async ({ reader }) => {
  await openOne(reader, written);
  await expect(reader.locator('article')).toContainText(`${reference}-${code}`);
  await expect(reader.locator('form.received')).toHaveCount(0);
});

test('can be used by everyone, empty, with messages, with faults, and on a narrow screen', async ({ reader }) => {
  expect(await findAccessibilityFaults(reader)).toEqual([]);
  await chooseKey(reader, receiver.privateKey);
  await chooseMessages(reader, {
    'plain.eml': 'plain',
    'a.asc': await receiver.write({ ...written, answers: { ...written.answers, story: 'w'.repeat(400) } }),
    'b.asc': await receiver.write({ ...written, entity: (text) => text.replace(/^Reference: .*$/m, 'x') }),
  });
  await expect(reader.locator('article')).toHaveCount(2);
  for (const width of [1280, 320]) {
    await reader.setViewportSize({ width, height: 800 });
    expect(await findAccessibilityFaults(reader)).toEqual([]);
    expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
