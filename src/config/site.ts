import * as z from 'zod';

const text = z.string().trim().min(1);

/** What the site is, where it listens and where its files lie. */
export const settings = {
  NODE_ENV: z.string().default('development'),
  DEMO: z.enum(['0', '1']).optional(),
  COUNTY: z
    .string()
    .regex(/^[a-z][a-z-]*$/)
    .default('kent'),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATA_DIR: text.default('data'),
  CONTENT_DIR: text.default('content'),
  BUILD_DIR: text.default('dist'),
  // Not what somebody searched for: a result page has to be explained to whoever looks at it.
  EXIT_URL: z
    .url({ protocol: /^https$/ })
    .refine((url) => new URL(url).search === '')
    .optional(),
  RESEND_DAYS: z.coerce.number().int().min(0).max(90).default(7),
  ATTACHMENTS_MB: z.coerce.number().int().min(0).max(10).default(10),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  NODE_ENV: 'leave it out, or set production',
  DEMO: '1 runs a demonstration, 0 a live site',
  COUNTY: 'the name of a folder in content/counties, such as kent',
  HOST: 'the address to listen on, such as 127.0.0.1',
  PORT: 'a number from 0 to 65535',
  PUBLIC_ORIGIN: 'what people type, such as https://help.example.org, with no path',
  DATA_DIR: 'a folder that this process may write to',
  CONTENT_DIR: 'the folder with the counties, pages and languages',
  BUILD_DIR: 'a folder that the build may write to, below the project',
  EXIT_URL: 'an https address that anybody might have open, such as a weather page, and no search',
  RESEND_DAYS: 'whole days from 0 to 90',
  ATTACHMENTS_MB: 'whole megabytes from 0 to 10; 0 takes no papers',
};
