import { foldText } from './fold.ts';

/** Scripts written without spaces, where a dictionary has to find the words. Han has its own way, below. */
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const notInWords = /[^\p{L}\p{M}\p{N}]+/u;
const hanOrNot = /\p{Script=Han}+|\P{Script=Han}+/gu;

/** Arabic joins its article and its shortest prepositions to the noun: "in the house" is one word. */
const arabicArticle = /^(?:[بكف]?ال|لل)(?=.{3})/u;
/** Languages of the Arabic script that write their "and" as a word of its own, so that a first waw belongs to the word. */
const separateAnd = /^(ur|fa|ps|ckb|ku|sd|pa)\b/;

const englishPlurals: Record<string, string> = {
  women: 'woman',
  men: 'man',
  children: 'child',
  wives: 'wife',
  knives: 'knife',
  lives: 'life',
};

/**
 * The words of a text as they are indexed and looked for: folded so that marks, case, spelling variants of Arabic
 * letters, an English plural and an Arabic article make no difference. Used on texts and on queries alike, so both
 * sides agree. In order, with repeats.
 * @param locale BCP 47 tag of the language the text is probably in
 */
export function terms(text: string, locale: string): string[] {
  return foldText(text)
    .split(notInWords)
    .filter((chunk) => chunk !== '')
    .flatMap((chunk) => wordsOf(chunk, locale))
    .map((word) => stem(word, locale));
}

function wordsOf(chunk: string, locale: string): string[] {
  if (/\p{Script=Han}/u.test(chunk)) {
    const runs = chunk.match(hanOrNot) ?? [];
    return runs.flatMap((run) => (/^\p{Script=Han}/u.test(run) ? pairsOf(run) : wordsOf(run, locale)));
  }
  return unspaced.test(chunk) ? segment(chunk, locale) : [chunk];
}

/** Dictionaries disagree on Chinese words from browser to browser; overlapping pairs of signs find them all. */
function pairsOf(run: string): string[] {
  const han = [...run];
  return han.length === 1 ? han : han.slice(1).map((sign, index) => `${han[index]}${sign}`);
}

/** Browsers before 2024 may lack the segmenter: then the whole run is one word, found by how it begins. */
function segment(run: string, locale: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [run];
  const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(run);
  return [...segments].filter(({ isWordLike }) => isWordLike).map((one) => one.segment);
}

function stem(word: string, locale: string): string {
  if (/^\p{Script=Arabic}/u.test(word)) return stripArabicPrefix(word, locale);
  // On a page in Urdu or Chinese Latin letters are most likely English; in Polish a last "s" is part of the word.
  if (/^[a-z]+$/.test(word) && (locale.startsWith('en') || !usesLatin(locale))) return singular(word);
  return word;
}

function stripArabicPrefix(word: string, locale: string): string {
  const joined = word.startsWith('و') && word.length >= 5 && !separateAnd.test(locale);
  return (joined ? word.slice(1) : word).replace(arabicArticle, '');
}

function singular(word: string): string {
  const irregular = englishPlurals[word];
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ss|x|ch|sh|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function usesLatin(locale: string): boolean {
  return !/^(ar|ur|fa|ps|ckb|sd|he|yi|pa|hi|ne|bn|gu|ta|te|ml|si|my|th|lo|km|zh|yue|ja|ko|el|ru|uk|bg|sr|am|ti)\b/.test(
    locale,
  );
}
