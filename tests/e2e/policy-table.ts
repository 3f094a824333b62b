/** The name that the site has in these tests, over TLS: with it every header is sent that ever is. */
export const host = 'help.example.org';

/** What each answer carries, whatever it is: a refusal, an error, a redirect, a file, a page. `policy` comes of `policyWith`. */
export const always = (policy: string): Record<string, string> => ({
  'content-security-policy': policy,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
    'identity-credentials-get=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
    'publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
});

/** The one policy of the site. `hash`: of the one script that stands in the pages. */
export const policyWith = (hash: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' '${hash}'`,
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

/** The policy of the page that opens messages: it connects to nothing, and runs nothing but what stands in it. */
export const readerPolicy =
  /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; img-src data:; connect-src 'none'; form-action ('self'|https:\/\/help\.example\.org|'none'); base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'$/;

/** What connections and bodies need, not policy: left out of the comparison. */
export const transport = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** A kind of answer: where it is found, and what it carries besides, or instead of, what all do. */
export type Kind = { name: string; at: RegExp; own: Record<string, string> };

const never = { 'cache-control': 'no-store' };
const json = 'application/json; charset=utf-8';

/** Every kind of address that is answered with success. An address that is in no line, or in two, fails the test. */
export const kinds: Kind[] = [
  {
    name: 'pages',
    at: /^\/(en|pl|ur)\/([a-z0-9-]+\/)*$/,
    own: { ...never, 'content-type': 'text/html; charset=utf-8' },
  },
  {
    name: 'words of a form',
    at: /^\/(en|pl|ur)\/ask\/([a-z-]+\/)?words\.json$|^\/en\/ask\/([a-z-]+\/)?message\.json$/,
    own: { ...never, 'content-type': json },
  },
  {
    name: 'the list of services',
    at: /^\/(en|pl|ur)\/find\/list\.json$/,
    own: { ...never, 'content-type': 'application/json' },
  },
  {
    name: 'calendars',
    at: /^\/(en|pl|ur)\/work\/training\/[a-z0-9]+\.ics$/,
    own: { ...never, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'FILE' },
  },
  { name: 'scripts', at: /^\/assets\/[^/]+\.js$/, own: { ...never, 'content-type': 'text/javascript; charset=utf-8' } },
  {
    name: 'styles',
    at: /^\/assets\/[^/]+\.css$/,
    own: {
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
      etag: 'ETAG',
    },
  },
  {
    name: 'the icon',
    at: /^\/icon\.svg$/,
    own: { 'cache-control': 'public, max-age=3600', 'content-type': 'image/svg+xml', etag: 'ETAG' },
  },
  {
    name: 'the picture of test messages',
    at: /^\/square\.png$/,
    own: {
      'cache-control': 'public, max-age=3600',
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      etag: 'ETAG',
    },
  },
  {
    name: 'robots',
    at: /^\/robots\.txt$/,
    own: { 'cache-control': 'public, max-age=3600', 'content-type': 'text/plain; charset=utf-8', etag: 'ETAG' },
  },
  {
    name: 'published schemas',
    at: /^\/schemas\/[a-z0-9-]+\.json$/,
    own: { 'cache-control': 'public, max-age=3600', 'content-type': json, etag: 'ETAG' },
  },
  {
    name: 'the page that opens messages',
    at: /^\/open\/(reader\.html)?$/,
    own: { ...never, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': 'READER' },
  },
  {
    name: 'the hash of that page as a file',
    at: /^\/open\/sha256\.txt$/,
    own: { 'cache-control': 'public, max-age=3600', 'content-type': 'text/plain; charset=utf-8', etag: 'ETAG' },
  },
  { name: 'contacts’ keys', at: /^\/key\/[a-z]+\/$/, own: { ...never, 'content-type': json } },
  {
    name: 'metrics',
    at: /^\/metrics$/,
    own: { ...never, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  },
  { name: 'health', at: /^\/healthz$/, own: { ...never, 'content-type': json } },
  {
    name: 'the open feed',
    at: /^\/api\/oruk(\/.*)?$/,
    own: {
      ...never,
      'access-control-allow-origin': '*',
      'content-type': json,
      'cross-origin-resource-policy': 'cross-origin',
    },
  },
];
