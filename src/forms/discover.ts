import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Form } from './define.ts';
import { type Forms, gatherForms } from './index.ts';
import type { FormWords } from './words.ts';

/** Reads every form that has a folder here. For the process, the commands and tests; pages and browsers have a bundler. */
export async function discoverForms(): Promise<Forms> {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(import.meta.dirname, entry.name, 'form.ts')))
    .map(({ name }) => path.join(import.meta.dirname, name));
  const entries = folders.map(async (folder) => {
    const { form } = (await import(pathToFileURL(path.join(folder, 'form.ts')).href)) as { form: Form };
    const english = JSON.parse(readFileSync(path.join(folder, 'en.json'), 'utf8')) as FormWords;
    return { form, english };
  });
  return gatherForms(await Promise.all(entries));
}
