import words from './en.json' with { type: 'json' };

/** What a letter says, before it has a form. Every text is ours or the county's: nothing that somebody typed is in it. */
export type LetterContent = {
  heading: string;
  paragraphs: string[];
  /** Label and value. */
  facts: [string, string][];
  /** Where the booking can be changed; null where it no longer can. */
  link: string | null;
};

/** A letter as plain text, lines as long as they are. */
export function writeText({ heading, paragraphs, facts, link }: LetterContent): string {
  return [
    heading,
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...(link === null ? [] : [`${words.link}:\n${link}`, words.linkNote]),
    footOf(link),
  ].join('\n\n');
}

/**
 * A letter as HTML that a screen reader goes through by its heading and its list, that needs no picture and no style sheet,
 * and that can be read at any width and in dark colours.
 */
export function writeHtml({ heading, paragraphs, facts, link }: LetterContent): string {
  const rows = facts.map(
    ([label, value]) =>
      `<dt style="font-weight:bold;margin-top:12px">${escapeHtml(label)}</dt><dd style="margin:0;overflow-wrap:anywhere">${linkify(value)}</dd>`,
  );
  const change =
    link === null
      ? ''
      : `<p style="margin-top:24px"><a href="${escapeHtml(link)}" style="font-weight:bold">${escapeHtml(words.link)}</a></p>${paragraph(words.linkNote)}`;
  return [
    '<!doctype html>',
    '<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(heading)}</title></head>`,
    '<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.5">',
    '<div style="max-width:38em">',
    `<h1 style="font-size:26px;line-height:1.25;margin:0 0 16px">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map(paragraph),
    `<dl style="margin:0">${rows.join('')}</dl>`,
    change,
    `<p style="margin-top:24px;font-size:16px">${escapeHtml(footOf(link))}</p>`,
    '</div></body></html>',
  ].join('\n');
}

const footOf = (link: string | null) => (link === null ? words.footPlain : words.foot);

const paragraph = (text: string) => `<p style="margin:0 0 12px">${escapeHtml(text)}</p>`;

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);

/** A joining link in a value can be pressed. */
const linkify = (value: string) =>
  value
    .split(/(https:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');
