import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../src/cli/browser.ts';

// Set for the workers too, which read this file again.
process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE ??= findBrowser(console.log);

const cache = path.resolve(import.meta.dirname, '..', 'node_modules', '.cache');

const launchOptions = {
  executablePath: process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE,
  args: [
    // Chromium's sandbox refuses to run as root, which is what a container is.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

// Each test file starts the servers it needs (support/fixtures.ts): there is no global one.
export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(cache, 'browser-tests'),
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Ends what hangs; how fast something must be is said by the test that is about it.
  timeout: 120_000,
  reporter: [['list'], ['json', { outputFile: path.join(cache, 'browser-tests.json') }]],
  use: { launchOptions, trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    { name: 'js', testIgnore: /\.(nojs|bfcache)\.spec\.ts$/ },
    { name: 'nojs', testMatch: /\.nojs\.spec\.ts$/, use: { javaScriptEnabled: false } },
    {
      // Playwright turns the back-forward cache off, and then Back after an exit proves nothing. With it on, `goBack`
      // never sees a load event: wait for `commit`.
      name: 'bfcache',
      testMatch: /\.bfcache\.spec\.ts$/,
      use: { launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } },
    },
  ],
});
