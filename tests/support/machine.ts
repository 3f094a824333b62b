import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './project-files.ts';

/** A machine as the runbook finds it: nothing on it but Node. Its root is a folder here. */
export type Machine = {
  /** The path of a file on it, here: `file('/etc/no-wrong-door/settings')`. */
  file: (name: string) => string;
  /** Types what stands in a part of the runbook, one block after the other as root; gives what was printed. */
  follow: (heading: string, blocks?: { from?: number; to?: number }) => Promise<string>;
  /** Types a line of its own. */
  type: (line: string) => Promise<string>;
  /** Pulls the plug, and removes it. */
  lose: () => void;
};

/**
 * What a Debian has and a test must not touch. Users and rights are left out; `systemctl` starts what the unit starts, with
 * the settings' file and nothing else, and stops it as systemd does.
 */
const programs: Record<string, string> = {
  useradd: 'exit 0',
  chown: 'exit 0',
  runuser: 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
  journalctl: 'cat "$GROUND/journal" 2>/dev/null; exit 0',
  systemctl: `pid=$(cat "$GROUND/pid" 2>/dev/null)
case "$1" in
  start|enable)
    program=$(sed -n 's/^ExecStart=[^ ]* //p' "$GROUND/etc/systemd/system/no-wrong-door.service")
    cd "$GROUND/opt/no-wrong-door" || exit 1
    env -i PATH="$PATH" node --env-file="$GROUND/etc/no-wrong-door/settings" "$GROUND$program" > "$GROUND/journal" 2>&1 &
    echo $! > "$GROUND/pid"
    for look in $(seq 100); do grep -q '"started"' "$GROUND/journal" && exit 0; sleep 0.1; done
    cat "$GROUND/journal"; exit 1 ;;
  stop) kill -TERM "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; rm "$GROUND/pid" ;;
  is-active) kill -0 "$pid" 2>/dev/null && echo active ;;
esac`,
};

/** Starts with an empty machine whose site will listen on `port`. */
export function createMachine(port: number): Machine {
  const ground = mkdtempSync(path.join(tmpdir(), 'machine-'));
  for (const folder of ['bin', 'opt', 'etc/systemd/system', 'var/lib', 'var/backups', 'var/log', 'srv']) {
    mkdirSync(path.join(ground, folder), { recursive: true });
  }
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(ground, 'bin', name), `#!/bin/bash\nGROUND=${ground}\n${text}\n`);
    chmodSync(path.join(ground, 'bin', name), 0o755);
  }
  const here = (text: string) =>
    text.replace(/(^|[ =("])\/(opt|etc|var|srv)\//gm, `$1${ground}/$2/`).replaceAll(':4321', `:${port}`);
  const parts = readRunbook();
  const blocksOf = (heading: string) => {
    const blocks = parts.get(heading);
    if (!blocks) throw new Error(`The runbook has no part "${heading}" with something to type.`);
    return blocks;
  };
  const type = (text: string) =>
    run(here(`${blocksOf('In every shell').join('\n')}\n${text}`), path.join(ground, 'bin'));
  return {
    file: (name) => path.join(ground, name),
    follow: async (heading, { from, to } = {}) => {
      const said: string[] = [];
      for (const block of blocksOf(heading).slice(from, to)) said.push(await type(block));
      return said.join('\n');
    },
    type,
    lose: () => {
      const pid = path.join(ground, 'pid');
      try {
        if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
      } catch {
        // It has ended already.
      }
      rmSync(ground, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What is to be typed, by heading: every block marked as `sh`. */
function readRunbook(): Map<string, string[]> {
  const text = readFileSync(path.join(root, 'docs', 'runbook.md'), 'utf8');
  return new Map(
    text.split(/^## /m).map((part) => {
      const [heading = ''] = part.split('\n');
      const blocks = [...part.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)];
      return [
        heading,
        blocks.map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')),
      ];
    }),
  );
}

function run(script: string, bin: string): Promise<string> {
  const child = spawn('bash', ['-u', '-c', script], {
    env: { PATH: [bin, path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // The site goes on with the outputs of whoever started it, so that they do not end.
    child.once('exit', () => setTimeout(() => resolve(said), 50));
  });
}
