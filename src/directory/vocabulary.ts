/** The words that occur in an index, and how people's spellings come to them. */
export type Vocabulary = {
  /** In how many services a word occurs; 0 where it does not. */
  count: (term: string) => number;
  /**
   * The words that a typed one stands for: itself where it occurs; else what begins with it; else what lies one slip away
   * (two from seven letters), the nearest only. At most eight, the most frequent first.
   */
  meant: (term: string) => string[];
};

const most = 8;

/** Builds a vocabulary from words and the number of services each occurs in. */
export function createVocabulary(counts: ReadonlyMap<string, number>): Vocabulary {
  const known = [...counts.keys()];
  // A slip changes at most two of the signs that occur in a word. Comparing sets of signs as bits rules nearly all words
  // out before any letters are compared: 50,000 words take well under a millisecond.
  const signs = Int32Array.from(known, signsOf);
  const byCount = (words: string[]) =>
    words.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1)).slice(0, most);

  function similar(term: string): string[] {
    const allowed = slipsAllowed(term);
    if (allowed === 0) return [];
    const own = signsOf(term);
    const near = known.flatMap((word, index) => {
      if (Math.abs(word.length - term.length) > allowed) return [];
      if (bits((signs[index] ?? 0) ^ own) > 2 * allowed) return [];
      const slips = countSlips(term, word, allowed);
      return slips <= allowed ? [{ word, slips }] : [];
    });
    const least = Math.min(...near.map(({ slips }) => slips));
    return byCount(near.filter(({ slips }) => slips === least).map(({ word }) => word));
  }

  return {
    count: (term) => counts.get(term) ?? 0,
    meant: (term) => {
      if (counts.has(term)) return [term];
      const begun = term.length >= 3 || /^\p{Script=Han}/u.test(term);
      const longer = begun ? known.filter((word) => word.startsWith(term)) : [];
      return longer.length > 0 ? byCount(longer) : similar(term);
    },
  };
}

/** How many slips a word may hold and still be taken for another: none in short ones, where every sign counts. */
function slipsAllowed(term: string): number {
  if (term.length < 4) return 0;
  return term.length < 7 ? 1 : 2;
}

/**
 * How many slips (a sign too many, missing, wrong, or two swapped) lie between two words; `limit` + 1 where there are
 * more than `limit`. Optimal string alignment, kept to the diagonal.
 */
export function countSlips(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(last[other.length] ?? 0, limit + 1);
}

/** The signs of a word as bits of one number; signs that share a bit only let more words through. */
function signsOf(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << (word.charCodeAt(index) & 31);
  return set;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
