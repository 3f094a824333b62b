import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  // The types of an .astro page are of no use here: pages are tested built, in a browser.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{src,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    // PostgreSQL in WebAssembly needs five seconds to start on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
