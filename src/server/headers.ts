import { createHash } from 'node:crypto';
import type { StoredFile } from './files.ts';

/** Header names and values, set on every response whatever it is. */
export type Headers = readonly (readonly [string, string])[];

/** The scripts that stand in a page itself, without data blocks. */
const inlineScript = /<script(?![^>]*\b(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The content security policy of every response: nothing but our own files, and of scripts in the page only those the
 * built pages have, by their hash. They must be the same on every page, since pages on request have them too.
 */
export function readPolicy(files: Map<string, StoredFile>): string {
  const hashes = new Set<string>();
  for (const { type, identity, policy } of files.values()) {
    // A page with a policy of its own has nothing to do with this one.
    if (!type.startsWith('text/html') || policy) continue;
    for (const [, script = ''] of identity.toString('utf8').matchAll(inlineScript)) {
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    }
  }
  if (hashes.size !== 1) throw new Error(`the pages must have one inline script, the exit's; they have ${hashes.size}`);
  return [
    "default-src 'none'",
    `script-src 'self' ${[...hashes].join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/**
 * The headers of every response. `same-origin` rather than `no-referrer`: with that a browser sends `Origin: null` on
 * our own forms, while other sites still learn nothing (measured in Chromium and Firefox).
 */
export function securityHeaders(policy: string, origin: string | null): Headers {
  const https = origin?.startsWith('https:') ?? false;
  return [
    ['content-security-policy', policy],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cross-origin-embedder-policy', 'require-corp'],
    ['origin-agent-cluster', '?1'],
    ['x-dns-prefetch-control', 'off'],
    ['x-permitted-cross-domain-policies', 'none'],
    [
      'permissions-policy',
      'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
        'identity-credentials-get=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
        'publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()',
    ],
    ...(https ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains; preload']] as const) : []),
  ];
}
