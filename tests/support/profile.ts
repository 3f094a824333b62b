import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';

/** What a browser has kept of its person on disk, to be read once it is closed. */
export type Profile = {
  /** Names of files in which a word stands, in the encodings that browsers write. */
  filesWith: (word: string) => string[];
  /** The rows that Chromium's own page of the history lists: addresses and titles. */
  listedHistory: () => { url: string; title: string }[];
  remove: () => void;
};

type Options = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** Runs `use` in a browser with a profile of its own on disk, as people's are, closes the browser and gives what it kept. */
export async function keepProfile(
  launchOptions: LaunchOptions,
  options: Options,
  use: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<Profile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    ignoreHTTPSErrors: true,
    ...options,
  });
  try {
    await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
  return {
    filesWith: (word) => findWord(folder, word),
    listedHistory: () => readHistory(folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The files below a folder that hold a word, as UTF-8 or UTF-16. */
export function findWord(folder: string, word: string): string[] {
  const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return forms.some((form) => bytes.includes(form));
    })
    .map((file) => path.relative(folder, file));
}

/** Visits that end a chain of redirects: the others Chromium does not list (history's `CHAIN_END`, a bit of `transition`). */
function readHistory(folder: string): { url: string; title: string }[] {
  const database = new DatabaseSync(path.join(folder, 'Default', 'History'), { readOnly: true });
  const rows = database
    .prepare(
      'select urls.url as url, urls.title as title from visits join urls on urls.id = visits.url ' +
        'where visits.transition & 0x20000000 and not urls.hidden order by visits.id',
    )
    .all();
  database.close();
  return rows.map(({ url, title }) => ({ url: String(url), title: String(title) }));
}
