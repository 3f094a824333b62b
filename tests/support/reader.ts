import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { buildReader } from '../../src/build-reader.ts';
import en from '../../src/reader/en.json' with { type: 'json' };
import { createReceiver, type Written } from './sealed.ts';

/** The words of the page. */
export const words = en;

/** A contact whose key has no passphrase. */
export const receiver = await createReceiver();

type OwnFixtures = {
  /** The single file, opened from the disk without any network. Fails the test if it asks for anything, or breaks its policy. */
  reader: Page;
};
type WorkerFixtures = {
  /** The single file on the disk. */
  single: string;
};

/** Tests of the page for opening messages. */
export const test = base.extend<OwnFixtures, WorkerFixtures>({
  single: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'reader-'));
      const file = path.join(folder, 'reader.html');
      writeFileSync(file, (await buildReader(null)).single);
      await use(file);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  reader: async ({ page, context, single }, use) => {
    const address = pathToFileURL(single).href;
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await context.setOffline(true);
    await page.goto(address);
    await use(page);
    base.expect(asked.filter((one) => one !== address && !/^(blob|data):/.test(one))).toEqual([]);
    base.expect(said).toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** A file as a person chooses it. */
export const asFile = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** Chooses the private key. */
export const chooseKey = (page: Page, armoured: string) =>
  page.locator('#key-file').setInputFiles(asFile('kent-private.asc', armoured));

/** Chooses messages, each a name and what is in it. */
export const chooseMessages = (page: Page, messages: Record<string, string | Uint8Array>) =>
  page
    .locator('#message-files')
    .setInputFiles(Object.entries(messages).map(([name, content]) => asFile(name, content)));

/** Opens one message to `receiver`. */
export async function openOne(page: Page, written: Written): Promise<void> {
  await chooseKey(page, receiver.privateKey);
  await chooseMessages(page, { 'one.asc': await receiver.write(written) });
  await page.locator('article').waitFor();
}
