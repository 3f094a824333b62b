/** An answer as a scanner sees it: header names in lower case, each with its value, and the page. */
export type Scanned = { headers: ReadonlyMap<string, string>; body: string };

/** What one of the observatory's tests gives or takes. */
export type Mark = { test: string; points: number };

const broad = /^(\*|https?:|ftp:|https?:\/\/\*(\.\*)?)$/;
const inline = /^('unsafe-inline'|data:)$/;

/** The sources of each directive of a policy. */
function readDirectives(policy: string): Map<string, string[]> {
  const directives = policy.split(';').map((one) => one.trim().split(/\s+/));
  return new Map(directives.map(([name = '', ...sources]) => [name.toLowerCase(), sources]));
}

function markPolicy(policy: string | undefined): number {
  if (!policy) return -25;
  const directives = readDirectives(policy);
  const sourcesOf = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*'];
  const [scripts, objects, styles] = ['script-src', 'object-src', 'style-src'].map(sourcesOf) as [
    string[],
    string[],
    string[],
  ];
  // A hash or nonce makes browsers ignore 'unsafe-inline' beside it (CSP 3, section 6.7.3.2).
  const hashed = scripts.some((source) => /^'(sha\d{3}|nonce)-/.test(source));
  const unsafe = scripts.filter((source) => !(hashed && source === "'unsafe-inline'"));
  if (unsafe.some((one) => broad.test(one) || inline.test(one)) || objects.some((one) => broad.test(one))) return -20;
  const others = [...directives].flatMap(([name, sources]) => (/^(img|media)-src$/.test(name) ? [] : sources));
  if (others.some((source) => /^(http|ftp):/.test(source))) return -20;
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return -10;
  if ([...sourcesOf('img-src'), ...sourcesOf('media-src')].some((source) => /^(http|ftp):/.test(source))) return -10;
  if (styles.some((one) => broad.test(one) || inline.test(one))) return 0;
  return String(directives.get('default-src')) === "'none'" ? 10 : 5;
}

function markTransport(strict: string | undefined): number {
  const seconds = Number(/max-age=(\d+)/.exec(strict ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(seconds)) return -20;
  // The five points for being in the browsers' own lists are the operator's to earn: not counted here.
  return seconds >= 15_768_000 ? 0 : -10;
}

function markReferrer(policy: string | undefined): number {
  if (policy === undefined) return 0;
  return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(policy) ? 5 : -5;
}

function markFrames(headers: Scanned['headers']): number {
  const ancestors = readDirectives(headers.get('content-security-policy') ?? '').get('frame-ancestors');
  if (ancestors && !ancestors.some((source) => broad.test(source))) return 5;
  return /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 0 : -20;
}

function markSharing(headers: Scanned['headers']): number {
  const allowed = headers.get('access-control-allow-origin');
  return allowed !== undefined && headers.get('access-control-allow-credentials') === 'true' ? -50 : 0;
}

function markIntegrity(body: string): number {
  const foreign = [...body.matchAll(/<script[^>]*\ssrc="((?:https?:)?\/\/[^"]+)"[^>]*>/g)];
  if (foreign.some(([, address = '']) => !address.startsWith('https:'))) return -50;
  return foreign.some(([tag]) => !tag.includes(' integrity=')) ? -5 : 0;
}

/**
 * The score of an answer by the rules of MDN's HTTP Observatory (its tables as of 2026): it begins at 100, and what is
 * better than needed counts only from 90 on. Redirection from http and the certificate are the proxy's, and are taken as
 * right; cookies score as none, or the worst.
 */
export function score({ headers, body }: Scanned): { score: number; marks: Mark[] } {
  const owned = headers.get('cross-origin-resource-policy');
  const marks: Mark[] = [
    { test: 'content-security-policy', points: markPolicy(headers.get('content-security-policy')) },
    { test: 'cookies', points: headers.has('set-cookie') ? -40 : 0 },
    { test: 'cross-origin-resource-sharing', points: markSharing(headers) },
    { test: 'referrer-policy', points: markReferrer(headers.get('referrer-policy')) },
    { test: 'strict-transport-security', points: markTransport(headers.get('strict-transport-security')) },
    { test: 'subresource-integrity', points: markIntegrity(body) },
    { test: 'x-content-type-options', points: headers.get('x-content-type-options') === 'nosniff' ? 0 : -5 },
    { test: 'x-frame-options', points: markFrames(headers) },
    { test: 'cross-origin-resource-policy', points: /^same-(origin|site)$/.test(owned ?? '') ? 10 : 0 },
  ];
  const sum = (sign: 1 | -1) =>
    marks.reduce((total, { points }) => (Math.sign(points) === sign ? total + points : total), 0);
  const without = Math.max(0, 100 + sum(-1));
  return { score: without >= 90 ? without + sum(1) : without, marks };
}
