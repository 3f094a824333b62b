import type { Vocabulary } from './vocabulary.ts';

/**
 * A service as an index keeps it: its id and every token it can be found by. A token is a word of its texts as `terms`
 * gives it, or a fact with a colon, such as `help:refuge`, which no word can hold.
 */
export type IndexEntry = { id: string; tokens: string[] };

/** Tokens of which any one will do. */
export type Clause = string[];

/** What is asked of an index. */
export type IndexQuery = {
  /** Every one of these has to match. */
  must: Clause[];
  /** The more of these match, the better; where there are any, at least one has to. */
  words: Clause[];
  /** Among those equal in words, the more of these match, the better. */
  close: Clause[];
  /** Ids that come first among what fits equally well, in this order. */
  first: readonly string[];
};

/**
 * Where services are looked for. Entries are handed over in order of name; what fits equally well comes back in that
 * order, after those that the query names first. There is no distance in it: nothing can be located by asking.
 */
export type ServiceIndex = {
  size: number;
  vocabulary: Vocabulary;
  /** Ids of what fits, best first, at most `limit`. */
  find: (query: IndexQuery, limit: number) => string[];
};
