import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { readProjectFile, root } from './support/project-files.ts';

const deployed = (name: string) => path.join(root, 'deploy', name);
const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
const hasSystemd = analyze('--version').status === 0;

test('the example of settings is one of a live site, and each of its settings is read', () => {
  const settings = parseEnv(readProjectFile('deploy/settings.example'));
  const folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
  const key = path.join(folder, 'key.asc');
  writeFileSync(key, 'a key');
  const config = readConfig({ ...settings, REFERRALS_KEYS: key });
  rmSync(folder, { recursive: true });
  expect(config).toMatchObject({ production: true, demo: false, origin: 'https://help.example.org' });
  // A name that nothing reads would look as if it did something. These stand there at what they are without it.
  const asWithout = ['NODE_ENV', 'COUNTY', 'HOST', 'PORT'];
  const read = (given: Record<string, string | undefined>) => JSON.stringify(readConfig({ DEMO: '1', ...given }));
  const names = Object.keys(settings).filter((name) => !asWithout.includes(name));
  expect(names.filter((name) => read({ [name]: settings[name] }) === read({}))).toEqual(['REFERRALS_KEYS']);
});

describe.skipIf(!hasSystemd)('the units', () => {
  test('are well formed', () => {
    const { stderr } = analyze(
      'verify',
      ...['.service', '-backup.service', '-backup.timer'].map((end) => deployed(`no-wrong-door${end}`)),
    );
    const ours = stderr
      .split('\n')
      .filter((line) => line.includes('no-wrong-door') && !/is not executable|Unit not found/.test(line));
    expect(ours).toEqual([]);
  });

  test('keep the process from all but its data', () => {
    const { stdout } = analyze('security', '--offline=true', '--threshold=15', deployed('no-wrong-door.service'));
    expect(Number(/exposure level for .*: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(1.5);
  });
});
