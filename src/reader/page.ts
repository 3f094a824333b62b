import { words } from './words.ts';

/** The parts of the page that are written into it, and what the site is. */
export type PageParts = {
  script: string;
  style: string;
  /** The site's address without a slash at its end, or null where a build does not know it. */
  origin: string | null;
  /** SHA-256 of the single file in hexadecimal digits; null for that file itself. */
  single: string | null;
  /** Of a demonstration: what is opened here is invented, and the key lies in the data folder. */
  demo: boolean;
};

/**
 * The page as one HTML document that fetches nothing: script and style stand in it, and its policy allows these two by their
 * hash and no connection at all. A form may go to the site's own address for codes, in a new window, and nowhere else.
 */
export async function writePage({ script, style, origin, single, demo }: PageParts): Promise<string> {
  const received = origin === null ? (single === null ? null : receivedPath) : `${origin}${receivedPath}`;
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(script)}'`,
    `style-src '${await hashOf(style)}'`,
    'img-src data:',
    "connect-src 'none'",
    `form-action ${single === null ? (origin ?? "'none'") : "'self'"}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<title>${words.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<header class="top">
<h1 id="title" tabindex="-1">${words.title}</h1>
<p class="lead">${words.lead}</p>
${demo ? `<p class="notice">${words.demonstration}</p>\n` : ''}</header>
<main id="reader"${received === null ? '' : ` data-received="${received}"`}><p>${words.noScript}</p></main>
<footer class="single">${single === null ? `<p>${words.offline.here}</p>` : offer(single)}</footer>
<script>${script}</script>
</body>
</html>
`;
}

/** Where the site takes codes; in English, as this page is. */
const receivedPath = '/en/received/';

/** A closed envelope, drawn here: a request for an icon would be one request too many. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230e5a55' d='M1 3h14v10H1z'/%3E%3Cpath fill='none' stroke='%23fff' d='m1 4 7 5 7-5'/%3E%3C/svg%3E";

function offer(single: string): string {
  const { title, lead, link, check, command } = words.offline;
  return `<h2>${title}</h2>
<p>${lead}</p>
<p><a href="reader.html" download>${link}</a> · SHA-256 <code>${single}</code></p>
<p>${check} <code>${command}</code></p>`;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
