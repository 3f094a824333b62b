import { uuidOf } from '../uuid.ts';
import type { Taxonomy, TaxonomyTerm } from './shapes.ts';

/** English words of the facets, as `facets.en.json` has them: a label, or a label and a sentence. */
export type FacetLabels = Readonly<Record<string, Readonly<Record<string, string | { label: string; text: string }>>>>;

/** What the feed sorts services by. Risk is for professionals alone and stays out of the open data. */
const described = {
  help: { name: 'Kind of help', description: 'What a service does for people affected by domestic abuse.' },
  for: {
    name: 'Who it is for',
    description: 'Whom a service takes. "Anyone" does not stand for a specialist service.',
  },
  ledBy: {
    name: 'Led by and for',
    description: 'Communities by and for whom a service is led, where a source says so.',
  },
  how: { name: 'How contact is made', description: 'By which ways a service can be reached or meets people.' },
  access: { name: 'Who can ask', description: 'Whether people can ask for themselves or are referred.' },
} as const;

/** A facet that the feed has a taxonomy for. */
export type SortedBy = keyof typeof described;
/** These facets. */
export const sortedBy = Object.keys(described) as SortedBy[];

/** The id of a term, the same in every county and build. */
export function termId(facet: SortedBy, code: string): string {
  return uuidOf(`term/${facet}/${code}`);
}

/**
 * The directory's facets as taxonomies. Their terms have no `term_uri`: the lists of the Local Government Association
 * could not be read, and a guessed number would be wrong data.
 */
export function makeTaxonomies(labels: FacetLabels): Taxonomy[] {
  return sortedBy.map((facet) => {
    const { name, description } = described[facet];
    const id = uuidOf(`taxonomy/${facet}`);
    const terms = Object.entries(labels[facet] ?? {}).map(([code, words]): TaxonomyTerm => {
      const [label, text] = typeof words === 'string' ? [words, words] : [words.label, words.text];
      return { id: termId(facet, code), code, name: label, description: text, taxonomy: name, taxonomy_id: id };
    });
    return { id, name, description, version: '1', taxonomy_terms: terms };
  });
}
