import { pathToFileURL } from 'node:url';
import type { FileChooser } from '@playwright/test';
import { makePdf } from '../../src/attachments/testing/files.ts';
import { examples as professional } from '../../src/forms/professional/examples.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { writeTestMessage } from '../../src/proof/message.ts';
import { type Firefox, firefoxPath, startFirefox } from '../support/firefox.ts';
import { createGpg, gpgAvailable } from '../support/gpg.ts';
import { asFile, chooseKey, chooseMessages, expect, receiver, test, words } from '../support/reader.ts';
import { mailOf, receiverOf } from '../support/sealed.ts';

const reference = 'ZSPG-WH8E';
const written = { form: 'self-referral', reference, answers: examples.full.answers };

const kinds: [string, string[]][] = [
  ['RSA of 3072 bits', ['Key-Type: RSA', 'Key-Length: 3072', 'Subkey-Type: RSA', 'Subkey-Length: 3072']],
  ['Curve25519', ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519']],
  ['P-256', ['Key-Type: ECDSA', 'Key-Curve: nistp256', 'Subkey-Type: ECDH', 'Subkey-Curve: nistp256']],
];

test('opens with the keys that GnuPG makes, exported as text and as bytes, and locked by a passphrase', async ({
  reader,
}) => {
  test.skip(!gpgAvailable, 'gpg is not installed');
  test.setTimeout(120_000);
  const gpg = createGpg();
  const passphrase = 'four good words here';
  try {
    for (const [name, parameters] of kinds) {
      const recipe = [
        ...parameters,
        `Name-Real: ${name}`,
        'Expire-Date: 1y',
        `Passphrase: ${passphrase}`,
        '%commit',
        '',
      ];
      await gpg.run(['--generate-key'], recipe.join('\n'));
      const publicKey = (await gpg.run(['--armor', '--export', name])).output.toString();
      const message = await (await receiverOf({ publicKey })).write(written);
      for (const armour of [['--armor'], []]) {
        const exported = await gpg.run([`--passphrase=${passphrase}`, ...armour, '--export-secret-keys', name]);
        await reader.locator('#key-file').setInputFiles(asFile('team.gpg', exported.output));
        await reader.getByLabel(words.key.passphrase).fill(passphrase);
        await reader.getByRole('button', { name: words.key.unlock }).click();
        await chooseMessages(reader, { 'one.asc': message });
        await expect(reader.getByText(words.passed)).toBeVisible();
        await reader.getByRole('button', { name: words.close }).click();
      }
    }
  } finally {
    gpg.close();
  }
});

test('opens ten megabytes of attachments, whole', async ({ reader }) => {
  test.setTimeout(120_000);
  const bytes = Buffer.concat([makePdf(), Buffer.alloc(10 * 2 ** 20)]).subarray(0, 10 * 2 ** 20);
  const attachments = [{ name: 'a.pdf', type: 'application/pdf', bytes }];
  const armoured = await receiver.write({
    form: 'professional',
    reference,
    answers: professional.full.answers,
    attachments,
  });
  await chooseKey(reader, receiver.privateKey);
  const started = Date.now();
  await chooseMessages(reader, { 'large.eml': mailOf(armoured, `Enquiry ${reference}`) });
  await expect(reader.locator('.files')).toContainText('a.pdf', { timeout: 60_000 });
  test.info().annotations.push({ type: 'ms', description: String(Date.now() - started) });
  await expect(reader.getByText(words.passed)).toBeVisible();
  const size = await reader.locator('.files').innerText();
  expect(size).toContain('10240 kB');
});

test('shows the code of a test message, fetches no picture of it, and says that it is no message of a form', async ({
  reader,
}) => {
  const test = { subject: 'Test', code: 'ABCD-EFGH-JKMN', fingerprint: null, picture: 'http://127.0.0.1:9/square.png' };
  const message = await receiver.write({ ...written, entity: () => new TextDecoder().decode(writeTestMessage(test)) });
  await chooseKey(reader, receiver.privateKey);
  await chooseMessages(reader, { 'test.asc': message });
  await expect(reader.locator('article .text')).toContainText('Code: ABCD-EFGH-JKMN');
  await expect(reader.locator('article .danger')).toContainText('there is no single referral.json in it');
  await expect(reader.locator('article img')).toHaveCount(0);
});

test('is used with the keyboard alone', async ({ reader }) => {
  const choosers: FileChooser[] = [];
  reader.on('filechooser', (chooser) => choosers.push(chooser));
  const choose = async (field: string, name: string, content: string) => {
    await reader.keyboard.press('Tab');
    await expect(reader.locator(field)).toBeFocused();
    await reader.keyboard.press('Space');
    await expect.poll(() => choosers.length).toBe(1);
    await choosers.pop()?.setFiles(asFile(name, content));
  };
  await choose('#key-file', 'key.asc', receiver.privateKey);
  await expect(reader.getByText(words.key.ready.replace('{name}', 'key.asc'))).toBeVisible();
  await choose('#message-files', 'one.asc', await receiver.write(written));
  await expect(reader.getByRole('heading', { name: words.opened.one })).toBeFocused();
  await reader.keyboard.press('Tab');
  await expect(reader.getByRole('button', { name: words.actions.print })).toBeFocused();
});

test.describe('in Firefox', () => {
  test.skip(firefoxPath === null, 'firefox-esr is not installed on this machine');
  let firefox: Firefox | undefined;
  test.afterAll(() => firefox?.remove());

  test('opens the same from the disk, and closes', async ({ single }) => {
    // A proxy that is not there: nothing could be fetched if it were asked for.
    firefox = await startFirefox(firefoxPath ?? '', 9);
    const tab = await firefox.openTab();
    await tab.open(pathToFileURL(single).href);
    const files = JSON.stringify({ 'key.asc': receiver.privateKey, 'one.asc': await receiver.write(written) });
    await tab.read(`(() => {
      const dataTransfer = new DataTransfer();
      for (const [name, content] of Object.entries(${files})) dataTransfer.items.add(new File([content], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      return null;
    })()`);
    await expect.poll(() => tab.read('document.querySelector(".passed")?.textContent')).toBe(words.passed);
    expect(await tab.read<string>('document.querySelector("article").innerText')).toContain(reference);
    await tab.click('.close button');
    await expect.poll(() => tab.read('document.querySelectorAll("article").length')).toBe(0);
  });
});
