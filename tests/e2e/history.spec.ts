import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../support/project-files.ts';
import { expect, readPages, test } from '../support/visits.ts';

const assets = path.join(root, 'dist', 'client', 'assets');

/** Everything that runs in the browser: the script in the page, and the files. */
async function readScripts(origin: string): Promise<Map<string, string>> {
  const html = await (await fetch(`${origin}/en/private/`)).text();
  const inline = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const files = readdirSync(assets).filter((name) => name.endsWith('.js'));
  return new Map([
    ['inline', inline],
    ...files.map((name): [string, string] => [name, readFileSync(path.join(assets, name), 'utf8')]),
  ]);
}

/** What would add an entry to the history, keep something on the device, ask a question or lie over the exit. */
const ruledOut: Record<string, RegExp> = {
  'an entry in the history':
    /\bpushState\b|\breplaceState\b|\bnavigation\.navigate\b|location\.hash\s*=|location\.(assign|href\s*=[^=])/,
  'a question before leaving': /beforeunload|onunload|["'`]unload["'`]|\balert\(|\bconfirm\(|\bprompt\(/,
  'something kept on the device':
    /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|\bcaches\.open\b/,
  'a message that outlives the page': /sendBeacon|keepalive\s*:/,
  'another window or something over the page': /window\.open|\bopen\(["'`]http|showModal|showPopover|requestFullscreen/,
};

for (const [what, pattern] of Object.entries(ruledOut)) {
  test(`no script of the site makes ${what}`, async ({ site }) => {
    const scripts = await readScripts(site.origin);
    expect(scripts.size).toBeGreaterThan(5);
    expect(
      [...scripts].filter(([, code]) => pattern.test(code)).map(([name, code]) => [name, pattern.exec(code)?.[0]]),
    ).toEqual([]);
  });
}

test('no script of the site sends a form by the browser’s own means, but for the finder’s last resort', async ({
  site,
}) => {
  // The script in the page presses again what a script then takes, and leaves to the browser what was pressed.
  const means = (name: string) => (name === 'inline' ? /\.submit\(/ : /\.(submit|requestSubmit)\(/);
  const found = [...(await readScripts(site.origin))].filter(([name, code]) => means(name).test(code));
  // Where its code cannot be had, an entry in the history is better than no list of whom to ring.
  expect(found.filter(([, code]) => !code.includes('[data-place]')).map(([name]) => name)).toEqual([]);
  expect(found.length).toBeLessThanOrEqual(1);
});

test('a link within a page is one that moves there by a script', async ({ site }) => {
  for (const [address, html] of await readPages(site.origin)) {
    const links = html.match(/<a [^>]*href="#[^>]*>/g) ?? [];
    expect(
      links.filter((link) => !link.includes('data-focus="')),
      address,
    ).toEqual([]);
  }
});

test('the script of the exit stands in every page, the same in all, and is at most 2 kB', async ({ site }) => {
  const scripts = new Set<string>();
  for (const [address, html] of await readPages(site.origin)) {
    const head = html.slice(0, html.indexOf('</head>'));
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(head) ?? [];
    expect(script, address).not.toBe('');
    scripts.add(script);
    // The exit is the first thing in the page, so that it works before anything else has arrived.
    const body = html.slice(html.indexOf('<body'));
    expect(/<(a|button|input|script|link|img)\b[^>]*>/.exec(body)?.[0], address).toMatch(
      /^<a class="exit".* data-exit/,
    );
  }
  expect(scripts.size).toBe(1);
  expect(gzipSync([...scripts][0] ?? '', { level: 9 }).length).toBeLessThanOrEqual(2048);
});
