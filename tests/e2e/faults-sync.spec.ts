import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { withoutSettings } from '../../src/cli/environment.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { root } from '../support/project-files.ts';
import { postParts, wholeForm } from '../support/raw-http.ts';
import { findFreePort } from '../support/server.ts';

const traces = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
test.skip(!traces, 'system calls cannot be traced here: it takes strace and the right to use it');

test('every acknowledgement is written after the message was synced to the disk', async () => {
  test.setTimeout(120_000);
  const count = 200;
  const folder = mkdtempSync(path.join(tmpdir(), 'sync-'));
  const file = path.join(folder, 'trace');
  const port = await findFreePort();
  const calls = 'fsync,fdatasync,write,writev,sendto,sendmsg';
  const child = spawn(
    'strace',
    ['-f', '-y', '-s', '40', '-e', `trace=${calls}`, '-o', file, process.execPath, 'src/server/main.ts'],
    {
      cwd: root,
      env: { ...withoutSettings(process.env), PORT: String(port), DATA_DIR: path.join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const started = new Promise<void>((resolve) =>
      child.stdout.on('data', (text) => String(text).includes('"started"') && resolve()),
    );
    expect(await Promise.race([started, ended.then(() => 'ended before it listened')])).toBeUndefined();
    const origin = `http://127.0.0.1:${port}`;
    for (let sent = 0; sent < count; sent += 1) {
      const answer = await postParts(origin, wholeForm(examples.shortest.answers), {
        headers: { Accept: 'application/json' },
      });
      expect(answer.status).toBe(200);
    }
  } finally {
    // The tracer ends with what it traces, which ends as it would for an operator.
    const site = /^(\d+) /.exec(readFileSync(file, 'utf8'))?.[1];
    if (child.exitCode === null) process.kill(Number(site), 'SIGTERM');
    await ended;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  let synced = 0;
  let between = 0;
  const unsynced: number[] = [];
  let answers = 0;
  for (const line of lines) {
    if (/f(data)?sync\(\d+<[^>]*site\.sqlite[^>]*>/.test(line)) {
      synced += 1;
      between += 1;
    }
    if (!/HTTP\/1\.1 200/.test(line)) continue;
    answers += 1;
    if (between === 0) unsynced.push(answers);
    between = 0;
  }
  expect(answers).toBe(count);
  expect(unsynced).toEqual([]);
  expect(synced).toBeGreaterThanOrEqual(count);
});
