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
    build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    // Names of files stay in a browser's cache: they say nothing of what is in them.
    environments: {
      client: {
        build: {
          rollupOptions: {
            output: {
              entryFileNames: 'assets/[hash].js',
              chunkFileNames: 'assets/[hash].js',
              assetFileNames: 'assets/[hash][extname]',
            },
          },
        },
      },
    },
  },
});
