import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const { contentDir } = __BUILD_OPTIONS__;

const page = z.strictObject({
  /** In the tab: neutral, yet it says where one is. */
  title: z.string(),
  summary: z.string(),
  updated: z.coerce.date(),
});

/** The guidance: English, and beside it what each language has of it. */
export const collections = {
  pages: defineCollection({ loader: glob({ base: `${contentDir}/pages`, pattern: '*.md' }), schema: page }),
  translatedPages: defineCollection({
    loader: glob({ base: `${contentDir}/locales`, pattern: '*/pages/*.md' }),
    schema: page,
  }),
};
