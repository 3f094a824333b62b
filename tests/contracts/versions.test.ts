import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Form } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import type { BlockWords, FormWords } from '../../src/forms/words.ts';
import { privacyVersion } from '../../src/i18n/versions.ts';
import { readProjectFile, root } from '../support/project-files.ts';
import { parseContent, readContent, translations } from './overlays.ts';

/** By what was agreed to or said, by version, by language: a hash of the words. */
type Versions = Record<string, Record<string, Record<string, string>>>;

const file = path.join(root, 'docs', 'assurance', 'versions.json');
const recorded: Versions = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const tags = ['en', ...translations.map(({ tag }) => tag)];
const forms = [...(await discoverForms()).values()];

const hash = (words: unknown) => createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32);

/** The page on privacy as it is in one language, and what is put into it of who is responsible and who seals. */
function privacyWords(tag: string) {
  const page = readContent(`${tag === 'en' ? '' : `locales/${tag}/`}pages/privacy.md`) ?? '';
  const ui = tag === 'en' ? JSON.parse(readProjectFile('src/i18n/en.json')) : parseContent(`locales/${tag}/ui.json`);
  const { responsible, sealing } = ui as { responsible: unknown; sealing: unknown };
  return [page.replace(/^---\n[\s\S]*?\n---\n/, ''), responsible, sealing];
}

/** Pages of a form on which something has to be agreed to; where there is none, all of its pages. */
function agreedSteps(form: Form) {
  const agreed = form.steps.filter(({ fields }) => fields.some((one) => one.control === 'consent' && one.required));
  return agreed.length > 0 ? agreed : form.steps;
}

/** The words of those pages in one language: headings, what is said under them, questions and their choices. */
function permissionWords(form: Form, tag: string) {
  const english = (name: string) => JSON.parse(readProjectFile(`src/forms/${name}`)) as BlockWords;
  const parts = [...(form.blocks ?? []).map((name) => `blocks/${name}`), form.id].map((name) =>
    tag === 'en'
      ? english(name.startsWith('blocks/') ? `${name}.en.json` : `${name}/en.json`)
      : (parseContent(`locales/${tag}/forms/${name}.json`) as FormWords),
  );
  return agreedSteps(form).map(({ id, fields }) => [
    parts.map(({ steps }) => steps[id] ?? null),
    fields.map(({ name }) => parts.map((words) => withoutMessage(words.fields[name]))),
  ]);
}

/** Without what the team alone reads. */
function withoutMessage(words: BlockWords['fields'][string] | undefined) {
  const { message: _, ...shown } = words ?? { label: '' };
  return shown;
}

const now: Versions = Object.fromEntries([
  ['privacy', { [privacyVersion]: Object.fromEntries(tags.map((tag) => [tag, hash(privacyWords(tag))])) }],
  ...forms.map(({ form }) => [
    form.id,
    { [form.permissionVersion]: Object.fromEntries(tags.map((tag) => [tag, hash(permissionWords(form, tag))])) },
  ]),
]);

test.each(Object.entries(now))(
  'the words of %s are those that their version had: new words have a new day',
  (what, own) => {
    for (const [version, hashes] of Object.entries(own)) {
      const before = recorded[what]?.[version];
      // A version that is not recorded yet is new, and is recorded by the next test.
      if (before) expect({ version, hashes }).toEqual({ version, hashes: before });
    }
  },
);

test('every version is recorded, and none is ever taken out or written over by renewing', async () => {
  const all = [...new Set([...Object.keys(recorded), ...Object.keys(now)])].map((what) => [
    what,
    // What was recorded wins: `-u` adds new versions and changes none.
    { ...now[what], ...recorded[what] },
  ]);
  await expect(`${JSON.stringify(Object.fromEntries(all), null, 2)}\n`).toMatchFileSnapshot(file);
});

test('a version is a day that has come', () => {
  const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const days = Object.values(now).flatMap((versions) => Object.keys(versions));
  expect(days.filter((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day) || day > today)).toEqual([]);
});
