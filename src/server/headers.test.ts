import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { StoredFile } from './files.ts';
import { readPolicy, securityHeaders } from './headers.ts';

const html = (text: string): StoredFile => ({
  identity: Buffer.from(text),
  br: null,
  gzip: null,
  type: 'text/html; charset=utf-8',
  etag: null,
  cache: 'no-store',
});
const pages = (...texts: string[]) => new Map(texts.map((text, index) => [`/${index}/`, html(text)]));
const exit = '<script>leave()</script>';

describe('the policy', () => {
  const policy = readPolicy(
    pages(exit, `${exit}<script type="application/json">{}</script><script src="/a.js"></script>`),
  );

  test('allows our own files and the one script that stands in the page, by its hash', () => {
    const hash = createHash('sha256').update('leave()').digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('allows nothing else, from anywhere', () => {
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
    expect(rules.get('default-src')).toBe("default-src 'none'");
    expect(rules.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(rules.get('base-uri')).toBe("base-uri 'none'");
    expect(rules.get('form-action')).toBe("form-action 'self'");
    expect(rules.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
  });

  test('cannot be made where a page has another script in it, or none has any', () => {
    expect(() => readPolicy(pages(exit, '<script>other()</script>'))).toThrow(/they have 2/);
    expect(() => readPolicy(pages('<p>'))).toThrow(/they have 0/);
  });
});

describe('the headers', () => {
  const names = (origin: string | null) => new Map(securityHeaders('policy', origin));

  test('let nobody frame, sniff or follow', () => {
    expect(names(null).get('content-security-policy')).toBe('policy');
    expect(names(null).get('x-content-type-options')).toBe('nosniff');
    expect(names(null).get('x-frame-options')).toBe('DENY');
    expect(names(null).get('referrer-policy')).toBe('same-origin');
    expect(names(null).get('cross-origin-opener-policy')).toBe('same-origin');
  });

  test('ask for TLS from then on only where there is TLS', () => {
    expect(names('https://help.example.org').get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect(names('http://localhost:4321').has('strict-transport-security')).toBe(false);
    expect(names(null).has('strict-transport-security')).toBe(false);
  });
});
