/**
 * The shapes of the open feed: HSDS-UK 3.0 (Open Referral UK), with the fields of HSDS 3.0 core that the UK profile leaves
 * out and allows (phones, name and code of a language, eligibility, application, interpreters). What is not known is left
 * out, never null: the schemas refuse null and empty texts.
 */
export type TaxonomyTerm = {
  id: string;
  code: string;
  name: string;
  description: string;
  taxonomy: string;
  taxonomy_id: string;
};

/** A way of sorting services, with its terms. */
export type Taxonomy = {
  id: string;
  name: string;
  description: string;
  version: string;
  taxonomy_terms: TaxonomyTerm[];
};

/** Who gives services. */
export type Organization = { id: string; name: string; description: string };

/** What a list says of a service: one value a field. */
export type ListedService = {
  id: string;
  organization_id: string;
  name: string;
  description: string;
  url?: string;
  email?: string;
  status: 'active' | 'temporarily closed';
  eligibility_description: string;
  application_process?: string;
  interpretation_services?: string;
  fees_description?: string;
  /** The day somebody last looked: rang, or read the source. `alert` says which. */
  assured_date: string;
  alert?: string;
  last_modified: string;
  organization: Organization;
};

/** A service with everything that belongs to it. There is no location: nothing in the directory says where a place is. */
export type FullService = ListedService & {
  schedules: { id: string; description: string }[];
  service_areas: { id: string; name: string; uri?: string }[];
  phones?: { id: string; number: string; description: string; type: 'voice' | 'text' }[];
  languages?: { id: string; name: string; code: string }[];
  attributes: {
    id: string;
    link_id: string;
    link_type: 'service';
    taxonomy_term_id: string;
    taxonomy_term: TaxonomyTerm;
  }[];
};

/** One page of a list. */
export type Page<T> = {
  total_items: number;
  total_pages: number;
  page_number: number;
  /** How many items are on this page. */
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: T[];
};
