import { buildOptionsOf, ConfigError, readConfig } from '#config';
import { demonstrationPaths } from '#server/demonstration.ts';
import { serve } from '#server/serve.ts';
import { ensureBuilt } from './build.ts';

// A production start never builds: what runs is what was tested.
try {
  const config = readConfig(process.env);
  if (!config.production && !ensureBuilt(buildOptionsOf(config))) process.exit(1);
} catch (error) {
  // The server says it again in full, with what is to be done.
  if (!(error instanceof ConfigError)) throw error;
}

await serve((port, { demo, dataDir, host, county }) => {
  const { messages } = demonstrationPaths(dataDir);
  console.log(`\n  No Wrong Door for ${county}: http://${host === '0.0.0.0' ? 'localhost' : host}:${port}/`);
  if (demo) {
    console.log('  Demonstration: nothing sent reaches anyone.');
    console.log(`  What is sent arrives in ${messages}`);
    console.log(`  Read it with: npm run spoc -- read ${messages}/FILE.eml`);
  }
  console.log('  Stop with Ctrl-C.\n');
});
