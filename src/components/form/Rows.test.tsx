import path from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { readSite } from '#directory/site.ts';
import { discoverForms } from '#forms/discover.ts';
import { rowsOf } from '#forms/present.ts';
import { formData } from '#layouts/form-data.ts';
import { Rows } from './Rows.tsx';

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const site = readSite(content, { county: 'kent', demo: false, origin: null, exitUrl: null, contacts: ['referrals'] });
const entry = (await discoverForms()).get('self-referral');

/** What somebody sees of their own words before they send them. */
function show(tag: string, story: string): string {
  if (!entry) throw new Error('no form');
  const data = formData(site, tag, entry);
  return renderToString(<Rows rows={rowsOf(entry.form, { story }, data.words, data.lists)} data={data} />);
}

test('a number between words from the right is shown in the order in which it was typed', () => {
  expect(show('ur', 'میرا نمبر 07700 900 123 ہے')).toContain('میرا نمبر 07700\u00a0900\u00a0123 ہے');
  expect(show('en', 'my number is 07700 900 123')).toContain('my number is 07700 900 123');
});
