import path from 'node:path';
import { expect, test } from 'vitest';
import { readSite } from '#directory/site.ts';
import { finishGuidance } from './guidance.ts';

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const site = readSite(content, { county: 'kent', demo: false, origin: null, exitUrl: null, contacts: ['referrals'] });
const finish = (html: string, offered: string[] = []) =>
  finishGuidance(html, { site, tag: 'ur', page: 'work', offers: (form) => offered.includes(form) }, { county: 'Kent' });

test('a page leads to a form only where somebody receives it', () => {
  const list =
    '<ul>\n<li><a href="page:ask/refer">a</a>. Ten minutes.</li>\n<li><a href="page:ask/course">b</a></li>\n</ul>';
  expect(finish(list, ['ask/refer', 'ask/course'])).toContain('/ur/ask/course/');
  expect(finish(list, ['ask/refer'])).toBe('<ul>\n<li><a href="/ur/ask/refer/">a</a>. Ten minutes.</li>\n</ul>');
});

test('the way to someone’s own form leads past what there is to know before', () => {
  expect(finish('<a href="page:ask">a</a>')).toBe('<a href="/ur/before/">a</a>');
});

test('numbers come from the directory, and one that is not there stops the build', () => {
  expect(finish('{{phone:ndah}} {{county}}')).toMatch(
    /^<a class="phone" dir="ltr" href="tel:0808\d+">[\d ]+<\/a> Kent$/,
  );
  for (const text of ['{{phone:nobody}}', '{{service:nobody}}', '{{nothing}}'])
    expect(() => finish(text)).toThrow('no ');
});

test('another website is marked and learns nothing of the page', () => {
  const html = finish('<a href="https://example.org/x">x</a>');
  expect(html).toContain('rel="noopener noreferrer"');
  expect(html).toContain(site.words('ur').site.opensOther);
});
