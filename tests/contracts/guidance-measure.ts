import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** What stands for a placeholder when a text is measured: a number that is rung is no word to read. */
const fillings: Record<string, string> = { county: 'Kent', firstLineName: 'the helpline', service: 'the helpline' };

const fill = (text: string) => text.replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => fillings[name] ?? '');

/** The sentences of a page in any language: headings aside, each item of a list is one, or more if it has more. */
export function sentencesOf(body: string): string[] {
  return body
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) =>
      fill(line.replace(/^\s*(-|\d+\.)\s+/, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')).replace(/\*\*/g, ''),
    )
    .flatMap((line) => line.split(/(?<=[.!?۔؟])["”»]?\s+/))
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** The words of a text in any script. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [];

/**
 * The age at which English text is read with ease: the grade of Flesch and Kincaid (1975), and five years. A grade is a
 * year of school in the United States, where the first is begun at six and ended at seven.
 */
export function readingAge(body: string): number {
  const sentences = sentencesOf(body);
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables }) + 5;
}
