import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildReader } from './build-reader.ts';

const built = await buildReader('https://help.example.org');

test('the same sources give the same bytes, so that anybody can compare', async () => {
  expect(await buildReader('https://help.example.org')).toEqual(built);
  expect(built.sha256).toBe(createHash('sha256').update(built.single).digest('hex'));
});

test('everything is in the file: nothing in it is to be fetched', () => {
  for (const page of [built.page, built.single]) {
    const markup = page.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
    const named = [...markup.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(named.filter((address) => !address.startsWith('data:'))).toEqual(page === built.page ? ['reader.html'] : []);
    expect(page).not.toMatch(/url\((?!["']?data:)|@import|sourceMappingURL|import\(/);
  }
});

test('its script and style are the ones that its policy names, and a form may go to the site alone', () => {
  for (const page of [built.page, built.single]) {
    const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    for (const tag of ['script', 'style']) {
      const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page) ?? [];
      expect(policy).toContain(`${tag}-src 'sha256-${createHash('sha256').update(text).digest('base64')}';`);
    }
    expect(policy).toContain("connect-src 'none'");
    expect(page).toContain('data-received="https://help.example.org/en/received/"');
  }
  expect(built.single).toContain('form-action https://help.example.org;');
  expect(built.page).toContain("form-action 'self';");
});

test('a file that does not know the site sends nothing anywhere', async () => {
  const { single } = await buildReader(null);
  expect(single).toContain("form-action 'none';");
  expect(single.replace(/<script>[\s\S]*<\/script>/, '')).not.toContain('data-received');
});

test('it weighs less than 200 kB on its way', () => {
  expect(gzipSync(built.page).length).toBeLessThan(200_000);
});
