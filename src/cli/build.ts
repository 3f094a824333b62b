import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOptions, buildOptionsOf, ConfigError, readConfig } from '#config';
import { readSite } from '#directory/site.ts';
import { type BuildRecord, differences, readBuildRecord, recordFile } from '#server/build-record.ts';
import { BundleFault, makeBundle } from './bundle/bundle.ts';
import { checkContent } from './content/check.ts';
import { root } from './stage.ts';

/** What the built site is made of. Tests beside the modules are not, but a build more does no harm. */
const sources = ['src', 'public', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json'];

/** A hash of every file the build is made of: about 50 ms, so that a second start need not build again. */
function hashSources(contentDir: string): string {
  const hash = createHash('sha256');
  for (const full of [...sources.map((source) => path.join(root, source)), contentDir]) {
    const files = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort()
      : [full];
    for (const file of files) hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Whether the content can be published; what is wrong with it has been printed, with how to mend it. */
function isSound(content: string): boolean {
  const problems = checkContent(content, new Date().toISOString().slice(0, 10));
  for (const { file, says } of problems) console.error(`${path.relative(root, file)}\n  - ${says}`);
  if (problems.length > 0) console.error('Not built: mend the content first (docs/content.md says how).');
  return problems.length === 0;
}

/**
 * Builds the site unless the one that is there is made of the same files for the same settings. Returns whether it is
 * there now; what went wrong has been printed.
 */
export function ensureBuilt(options: BuildOptions): boolean {
  const output = options.buildDir;
  const wanted: BuildRecord = { options, sources: hashSources(options.contentDir) };
  const built = readBuildRecord(output);
  if (built && built.sources === wanted.sources && differences(built.options, options).length === 0) return true;
  if (!isSound(options.contentDir)) return false;
  console.log(`Building the site of ${options.county} ...`);
  if (existsSync(output)) rmSync(output, { recursive: true });
  const environment = {
    ...process.env,
    NODE_ENV: undefined,
    CONTENT_DIR: options.contentDir,
    BUILD_DIR: options.buildDir,
    COUNTY: options.county,
    DEMO: options.demo ? '1' : '0',
    PUBLIC_ORIGIN: options.origin ?? '',
    EXIT_URL: options.exitUrl ?? '',
    RESEND_DAYS: String(options.resendDays),
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--silent'],
    { cwd: root, env: environment, encoding: 'utf8' },
  );
  if (status !== 0) {
    console.error(`The site could not be built.\n${stdout}${stderr}`);
    return false;
  }
  writeFileSync(recordFile(output), JSON.stringify(wanted));
  return true;
}

/** `npm run build`, and with `--bundle FOLDER` the built site as a folder that runs by itself. Answers the exit code. */
async function runBuild(args: string[]): Promise<number> {
  const { bundle } = parseArgs({ args, options: { bundle: { type: 'string' } } }).values;
  const options = buildOptionsOf(readConfig(process.env));
  if (!ensureBuilt(options)) return 1;
  if (bundle === undefined) return 0;
  const folder = path.resolve(bundle);
  const bytes = await makeBundle(options.buildDir, options.contentDir, folder);
  console.log(`${folder}: ${(bytes / 2 ** 20).toFixed(1)} MB. Start it with: node ${path.join(bundle, 'server.mjs')}`);
  warnOfDuties(options);
  return 0;
}

/** Says of a live site what will stop its start in production: known only there, the old one was stopped already. */
export function warnOfDuties(options: BuildOptions): void {
  if (options.demo) return;
  const today = new Date().toISOString().slice(0, 10);
  const missing = readSite(options.contentDir, options)
    .duties(today)
    .filter(({ state }) => state === 'missing');
  if (missing.length === 0) return;
  const lines = missing.map(({ id, says }) => `  ${id} ${says}`);
  console.error(
    `In production it will not start before this is done (docs/assurance/going-live.md):\n${lines.join('\n')}`,
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  try {
    process.exitCode = await runBuild(process.argv.slice(2));
  } catch (error) {
    if (error instanceof ConfigError)
      console.error(`These settings need a look (README, "Settings"):\n${error.message}`);
    else if (error instanceof BundleFault || isMistyped(error)) console.error((error as Error).message);
    else throw error;
    process.exitCode = 1;
  }
}

/** What parseArgs says of an option it does not know. */
function isMistyped(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
