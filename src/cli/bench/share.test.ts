import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readCpu } from './processes.ts';
import { holdToShare } from './share.ts';

test('a process that would take a whole core gets its share of one, and all of it afterwards', async () => {
  const child = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  try {
    await sleep(200);
    const before = readCpu(pid);
    if (before === null) return;
    const end = holdToShare(pid, 0.2);
    await sleep(1_500);
    const held = (readCpu(pid) ?? 0) - before;
    end();
    // It cannot get more; on a machine that others use as well it may get less.
    expect(held).toBeLessThan(450);
    await sleep(300);
    expect((readCpu(pid) ?? 0) - before).toBeGreaterThan(held);
  } finally {
    child.kill('SIGKILL');
  }
});
