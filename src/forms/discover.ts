import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Form } from './define.ts';
import { type FormEntry, type Forms, gatherForms } from './index.ts';
import type { BlockWords, FormWords } from './words.ts';

const root = import.meta.dirname;
const readJson = <T>(...file: string[]) => JSON.parse(readFileSync(path.join(root, ...file), 'utf8')) as T;

/** The English words of the questions that forms share, by name. */
export function readBlocks(): Record<string, BlockWords> {
  const files = readdirSync(path.join(root, 'blocks')).filter((file) => file.endsWith('.en.json'));
  return Object.fromEntries(files.map((file) => [file.replace('.en.json', ''), readJson<BlockWords>('blocks', file)]));
}

/** Reads every form that has a folder here. For the process, the commands and tests; pages and browsers have a bundler. */
export async function discoverForms(): Promise<Forms> {
  const folders = readdirSync(root).filter((name) => existsSync(path.join(root, name, 'form.ts')));
  const entries = folders.map(async (folder): Promise<FormEntry> => {
    const { form } = (await import(pathToFileURL(path.join(root, folder, 'form.ts')).href)) as { form: Form };
    return { form, english: readJson<FormWords>(folder, 'en.json') };
  });
  return gatherForms(await Promise.all(entries), readBlocks());
}
