import type { PageData } from '#components/form/data.ts';

/** A form's words in another language, or null where they do not come. `address` is the form's in that language. */
export async function fetchLanguage(address: string): Promise<PageData | null> {
  try {
    const response = await fetch(`${address}words.json`);
    return response.ok ? ((await response.json()) as PageData) : null;
  } catch {
    return null;
  }
}
