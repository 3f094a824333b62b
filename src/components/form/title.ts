import type { PageData, Place, SentData } from './data.ts';

/** What the tab says: neutral, where one is, and first of all whether something is to be mended (WCAG 2.4.2). */
export function titleOf(data: PageData, place: Place, sent: SentData | null): string {
  if (sent) return sent.words.title;
  return `${place.issues.length > 0 ? data.ui.errorPrefix : ''}${data.words.title}`;
}
