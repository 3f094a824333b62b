import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Choice, noChoice } from '../../src/components/directory/data.ts';
import { type FindSource, findFor } from '../../src/components/directory/find.ts';
import { readCounty } from '../../src/directory/county.ts';
import { createDirectory } from '../../src/directory/directory.ts';
import { createRandom } from '../../src/directory/invented.ts';
import { root } from './project-files.ts';

const content = path.join(root, 'content');

/** The county that the tests' site is of, and its directory of today, asked without any page. */
export const county = readCounty(content, 'kent');
export const directory = createDirectory(content, county, () => new Date())();

/** The codes of the pages of services that a choice finds, in order, as the data has it. */
export function codesFor(choice: Partial<Choice>, tag: string): string[] {
  const services = new Map(directory.services.map((service) => [service.id, service]));
  const source: FindSource = {
    tag,
    search: directory.search,
    card: (id) => ({
      id,
      href: services.get(id)?.code ?? '',
      name: '',
      lang: 'en',
      summary: '',
      phone: null,
      through: null,
      warned: false,
    }),
    outcodes: county.outcodes,
    start: county.shortList,
    handover: {},
  };
  return findFor({ ...noChoice, ...choice }, source).cards.map(({ href }) => href);
}

/** The values that a menu of the finder offers on the page that was sent, without "any". */
function offeredIn(html: string, name: keyof Choice): string[] {
  const menu = new RegExp(`<select id="find-${name}"[\\s\\S]*?</select>`).exec(html)?.[0] ?? '';
  return [...new Set([...menu.matchAll(/<option[^>]*? value="([^"]+)"/g)].map(([, value = '']) => value))];
}

/** Every single value of the menus, and `many` chance choices of several. */
export function listChoices(html: string, many: number): Partial<Choice>[] {
  const names = ['area', 'help', 'for', 'how'] as const;
  const offered = new Map(names.map((name) => [name, offeredIn(html, name)]));
  const { below, pick } = createRandom(3);
  const mixed = Array.from({ length: many }, () =>
    Object.fromEntries(names.filter(() => below(2) === 1).map((name) => [name, pick(offered.get(name) ?? [''])])),
  );
  return [...names.flatMap((name) => (offered.get(name) ?? []).map((value) => ({ [name]: value }))), ...mixed];
}

/** The codes of services on a page that was sent, in order; not those of the lines below them. */
export function codesIn(html: string): string[] {
  const results = html.slice(html.indexOf('id="results"')).split(/<h2(?! id="results-title")/)[0] ?? '';
  return [...results.matchAll(/<h3><a href="\/\w+\/s\/([a-z0-9]{8})\/"/g)].map(([, code = '']) => code);
}

/** The same of the page as it is now. */
export const codesOn = (page: Page) =>
  page.evaluate(() => {
    const own = document.querySelectorAll('#results > .list')[0];
    const all = [own, ...document.querySelectorAll('#results > .more .list')];
    return all.flatMap((list) =>
      [...(list?.querySelectorAll('h3 a') ?? [])].map((link) => link.getAttribute('href')?.split('/')[3]),
    );
  });

/** What a browser keeps for the site: cookies, both storages, databases and caches, counted. */
export const countKept = (page: Page) =>
  page.evaluate(async () => [
    document.cookie.length,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
