import type { PageData } from '#components/form/data.ts';

/**
 * A form's words in another language, or null where they do not come.
 * @param path the form's address below the language
 */
export async function fetchLanguage(tag: string, path: string): Promise<PageData | null> {
  try {
    const response = await fetch(`/${tag}/${path}/words.json`);
    return response.ok ? ((await response.json()) as PageData) : null;
  } catch {
    return null;
  }
}
