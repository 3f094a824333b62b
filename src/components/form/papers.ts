import type { PaperFault } from '#attachments/papers.ts';
import type { FileReason } from '#attachments/reason.ts';
import { fill } from '#forms/words.ts';
import type { PageData } from './data.ts';

/** The id of the input that papers are chosen with, where errors lead to; its name is what the server reads. */
export const papersId = 'papers';

/** What is said of a reason. Kinds of programs and of unfolding are one to the person: another copy is the way out. */
const saidAs = {
  empty: 'empty',
  'too-large': 'large',
  'too-many': 'toomany',
  kind: 'kind',
  mismatch: 'mismatch',
  damaged: 'damaged',
  unfolds: 'damaged',
  locked: 'locked',
  macros: 'programs',
  active: 'programs',
} as const satisfies Record<FileReason, string>;

/** The limits as a text has them: megabytes and a count, in the digits of the language. */
export function limitsOf({ papers, chrome }: PageData): { megabytes: string; count: string } {
  const write = (value: number) => new Intl.NumberFormat(chrome.tag).format(value);
  return { megabytes: write(Math.floor((papers?.bytes ?? 0) / 2 ** 20)), count: write(papers?.count ?? 0) };
}

/** What is wrong with papers, each said once. */
export function faultTexts(faults: readonly PaperFault[], data: PageData): string[] {
  const { paperWords } = data;
  if (!paperWords) return [];
  const texts = faults.map(({ name, reason }) =>
    fill(paperWords[`paper_${saidAs[reason]}`], { name, ...limitsOf(data) }),
  );
  return [...new Set(texts)];
}
