import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const { contentDir } = __BUILD_OPTIONS__;

/** What each language has of a page. */
const words = z.strictObject({
  /** In the tab and in histories: neutral, yet it says where one is. */
  title: z.string(),
  /** Over the page, where it may say more than the tab. Without it: the title. */
  heading: z.string().optional(),
  summary: z.string(),
  updated: z.coerce.date(),
  /** Said before the text to whoever may find it hard to read. */
  warning: z.string().nullable().optional(),
});

/** Where a fact of law or a number was read. */
const source = z.strictObject({
  /** The fact, for whoever checks it again. */
  for: z.string(),
  /** The page's own name, and whose it is. */
  name: z.string(),
  url: z.url({ protocol: /^https$/ }),
  readOn: z.coerce.date(),
  /** The date that the page itself bears; null: it bears none. */
  pageDate: z.string().nullable(),
  licence: z.enum(['OGL-UK-3.0']).nullable(),
});

/** Somebody of the field who has read the words; null: nobody yet, and the page says so; absent: not asked for. */
const reviewer = z.strictObject({ name: z.string(), on: z.coerce.date() }).nullable().optional();

/** The guidance: English with its sources, and beside it what each language has of it. */
export const collections = {
  pages: defineCollection({
    loader: glob({ base: `${contentDir}/pages`, pattern: '*.md' }),
    schema: words.extend({ reviewedBy: reviewer, sources: z.array(source).default([]) }),
  }),
  translatedPages: defineCollection({
    loader: glob({ base: `${contentDir}/locales`, pattern: '*/pages/*.md' }),
    schema: words,
  }),
};
