import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { openDemonstration } from '../support/opened.ts';
import { expectProtected, postParts, sendRaw, wholeForm } from '../support/raw-http.ts';
import { runServer, type Site, startSite } from '../support/server.ts';
import { findOnDisk, findWords } from '../support/traces.ts';

test.describe.configure({ mode: 'default' });

let folder: string;
let site: Site | null = null;
const mount = (options: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
let mounted = false;

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'disk-'));
  try {
    mount('size=4m');
    mounted = true;
  } catch {
    // Each test says that it was skipped, and why.
  }
});
test.beforeEach(() => {
  test.skip(!mounted, 'a small disk cannot be mounted here: it takes Linux and root');
});
test.afterAll(async () => {
  await site?.kill('SIGKILL');
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

const canary = 'zqxjvkwqzj';
const answers = { ...examples.shortest.answers, story: `${canary} `.repeat(100) };
/** Takes what room there is, but for less than a message needs. */
function fillDisk(): void {
  for (let bytes = 1_048_576; bytes >= 512; bytes /= 2) {
    for (let part = 0; part < 16; part += 1) {
      try {
        writeFileSync(path.join(folder, `full-${bytes}-${part}`), Buffer.alloc(bytes));
      } catch {
        break;
      }
    }
  }
}
const freeDisk = () => {
  for (const name of readdirSync(folder)) if (name.startsWith('full-')) rmSync(path.join(folder, name));
};

test('on a full disk nobody is told that anything was sent: they have their words back, and lines to ring', async () => {
  // On the last of the disk itself, not on what is kept free of it.
  site = await startSite({ dataDir: folder, env: { MIN_FREE_MB: '0' } });
  const kept = createId();
  expect((await postParts(site.origin, wholeForm(answers, kept), { tag: 'pl' })).status).toBe(200);
  await openDemonstration(folder, await referenceOf(kept));
  fillDisk();

  const id = createId();
  const page = await postParts(site.origin, wholeForm(answers, id), { tag: 'pl' });
  expectProtected(page);
  expect(page.status).toBe(503);
  expect(page.body).not.toContain(await referenceOf(id));
  expect(page.body).toContain(canary);
  expect(page.body).toContain('href="tel:999"');
  expect(page.body.match(/href="tel:\d+"/g)?.length).toBeGreaterThanOrEqual(2);
  const script = await postParts(site.origin, wholeForm(answers, id), {
    tag: 'pl',
    headers: { Accept: 'application/json' },
  });
  expect([script.status, /reference/.test(script.body)]).toEqual([503, false]);
  // What needs no disk goes on, the way out first of all.
  for (const address of ['/pl/', '/pl/ask/', '/ur/find/']) {
    const head = `GET ${address} HTTP/1.1\r\nHost: ${new URL(site.origin).host}\r\nConnection: close\r\n\r\n`;
    expect((await sendRaw(site.origin, head)).status).toBe(200);
  }

  freeDisk();
  const again = await postParts(site.origin, wholeForm(answers, id), { tag: 'pl' });
  expect([again.status, again.body.includes(await referenceOf(id))]).toEqual([200, true]);
  const { referral } = await openDemonstration(folder, await referenceOf(id));
  expect(referral.answers['story']).toBe(answers.story);
});

test('nothing of it lies on the disk or in the log in clear, also after the site was killed in the middle', async () => {
  if (!site) throw new Error('The site was started by the test before.');
  fillDisk();
  const sending = Promise.allSettled([1, 2, 3, 4].map(() => postParts(site?.origin ?? '', wholeForm(answers))));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await site.kill('SIGKILL');
  await sending;
  expect(findOnDisk([folder], [canary])).toEqual([]);
  expect(findWords(site.logs().join('\n'), [canary])).toEqual([]);
  freeDisk();
  await site.restart();
});

test('before the disk is full, nothing new is taken and health says why; then all goes on', async () => {
  if (!site) throw new Error('The site was started by the first test.');
  await site.kill('SIGKILL');
  await site.restart({ MIN_FREE_MB: '1' });
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path.join(folder, 'full-other'), Buffer.alloc(bavail * bsize - 900 * 1024));
  const health = async () => {
    const { status, body } = await sendRaw(
      site?.origin ?? '',
      `GET /healthz HTTP/1.1\r\nHost: ${new URL(site?.origin ?? '').host}\r\nConnection: close\r\n\r\n`,
    );
    return [status, body.includes('"disk"')];
  };
  await expect.poll(health, { timeout: 10_000 }).toEqual([503, true]);
  const id = createId();
  const page = await postParts(site.origin, wholeForm(answers, id), { tag: 'pl' });
  expect([page.status, page.body.includes(canary), page.body.includes('href="tel:999"')]).toEqual([503, true, true]);
  expect(page.body).not.toContain(await referenceOf(id));
  expect(site.logs().some((line) => line.includes('"disk-low"'))).toBe(true);
  freeDisk();
  await expect.poll(health, { timeout: 10_000 }).toEqual([200, false]);
  const again = await postParts(site.origin, wholeForm(answers, id), { tag: 'pl' });
  expect([again.status, again.body.includes(await referenceOf(id))]).toEqual([200, true]);
  await openDemonstration(folder, await referenceOf(id));
});

test('a start on a disk that is mounted read-only is refused, with what to do', async () => {
  await site?.kill('SIGKILL');
  mount('remount,ro');
  const { code, lines } = await runServer({ PORT: '0', DATA_DIR: folder });
  mount('remount,rw');
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(/DATA_DIR: .* cannot be written/);
});
