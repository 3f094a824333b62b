import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { buildSync } from 'esbuild';
import { buildReader } from './src/build-reader.ts';
import { readBuildOptions } from './src/config.ts';
import { precompress } from './src/server/precompress.ts';

const options = readBuildOptions(process.env);

// The exit must work before any file has arrived, so its script stands in the page; the server allows it by its hash.
const [exit] = buildSync({
  entryPoints: ['src/client/exit.ts'],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2019',
}).outputFiles;

// The contact's page for opening messages is one file in itself, and may ask for no other.
const reader = await buildReader(options.origin, { demo: options.demo });

// A form's script is in few enough files that what an import brings along is there already: Vite's own code that asks for
// it ahead is 1.1 kB of each form's page.
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  configEnvironment: () => ({ build: { modulePreload: false } }),
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

export default defineConfig({
  outDir: options.buildDir,
  output: 'server',
  trailingSlash: 'always',
  session: false,
  prefetch: false,
  devToolbar: { enabled: false },
  compressHTML: true,
  // Each page has a limit of its own; this one is for a page that forgot it, above the largest of them.
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 * 1024 }),
  integrations: [
    preact(),
    { name: 'precompress', hooks: { 'astro:build:done': ({ dir }) => precompress(fileURLToPath(dir)) } },
  ],
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  // The server compares the Origin itself: it knows the public address behind a proxy, and answers in the person's language.
  security: { checkOrigin: false },
  vite: {
    define: {
      __BUILD_OPTIONS__: JSON.stringify(options),
      __EXIT_SCRIPT__: JSON.stringify(exit.text.trim()),
      __READER__: JSON.stringify(reader),
    },
    plugins: [plainImports],
    build: { assetsInlineLimit: 0 },
    // Names of files stay in a browser's cache: they say nothing of what is in them.
    environments: {
      client: {
        build: {
          rollupOptions: {
            output: {
              entryFileNames: 'assets/[hash].js',
              chunkFileNames: 'assets/[hash].js',
              assetFileNames: 'assets/[hash][extname]',
              // Few files: small ones compress worse, and each costs a request with its headers. What the finder uses
              // too is one, the engine of the forms another; blocks that only professionals answer stay out of it.
              codeSplitting: {
                groups: [
                  { name: 'load', test: /preload-helper/ },
                  { name: 'page', test: /node_modules\/preact\/|src\/(components\/site|forms\/words|i18n\/plural)/ },
                  {
                    name: 'forms',
                    test: /node_modules\/zod\/|src\/forms\/(?!.*form\.ts|blocks\/(referrer|risk))|src\/(message\/(reference|whole)|flood\/trap|client\/form\/post)/,
                  },
                ],
              },
            },
          },
        },
      },
    },
  },
});
