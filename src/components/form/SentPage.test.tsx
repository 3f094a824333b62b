import path from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { readSite } from '#directory/site.ts';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { formData } from '#layouts/form-data.ts';
import type { SentData } from './data.ts';
import { SentPage } from './SentPage.tsx';

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const site = readSite(content, { county: 'dorset', demo: false, origin: null, exitUrl: null, contacts: ['referrals'] });
const forms = await discoverForms();
const { sent: words } = site.words('en');
const read = 'Our team is reading messages now.';

function show(id: string, answers: Answers, given: Partial<SentData> = {}): string {
  const entry = forms.get(id);
  if (!entry) throw new Error(`no form ${id}`);
  const sent: SentData = { words, reference: 'ABCD-2345', known: false, written: null, reading: read, ...given };
  return renderToString(
    <SentPage data={formData(site, 'en', entry)} form={entry.form} sent={sent} answers={answers} />,
  );
}

test('a professional is told in how many days the person hears, by the risk, and nothing while mail is stuck', () => {
  expect(show('professional', { judgement: 'high' })).toContain('within 1 working day.');
  expect(show('professional', { score: '14' })).toContain('within 1 working day.');
  expect(show('professional', { judgement: 'not-high' })).toContain('within 2 working days.');
  expect(show('professional', { judgement: 'high' }, { reading: null })).not.toContain('working day');
});

test('a professional is shown what a referral does not replace, with the county’s own ways', () => {
  const html = show('professional', {});
  for (const name of ['tel:999', 'Duty Service (ChAD)', 'HRDA', 'housing']) expect(html).toContain(name);
});

test('what a professional wrote of somebody is on the copy only behind a box that is not ticked', () => {
  const html = show('professional', { name: 'Somebody Else' });
  const [before = '', rows = ''] = html.split('class="copy-rows"');
  expect(before).not.toContain('Somebody Else');
  expect(before).toContain('ABCD-2345');
  expect(rows).toContain('Somebody Else');
  expect(html).toMatch(/<input type="checkbox" id="copy-all"(?![^>]*checked)/);
});

test('who referred is not told that they are called; who asked for themselves is', () => {
  const answers = { callUse: 'yes', callNumber: '07700 900982' };
  expect(show('professional', answers)).not.toContain('We will call you');
  expect(show('self-referral', answers)).toContain('We will call you');
});

test('who said that they will ring is told whom, and on which number', () => {
  const html = show('self-referral', { ringUs: 'yes' });
  const item = /<ul>(.*?)<\/ul>/.exec(html)?.[1];
  expect(item).toMatch(/ring <bdi>[^<]+<\/bdi> on <bdi><a class="phone" href="tel:\d+"/);
  expect(show('behaviour', { ringUs: 'yes' })).toMatch(/ring <bdi>Respect[^<]*<\/bdi>/);
});

test('a parent who wrote for a child is spoken to as a person, and has nothing to print', () => {
  const html = show('child', { sentBy: 'parent' });
  expect(html).not.toContain('class="copy"');
  expect(html).toContain('tel:999');
});

test('somebody worried about themselves is given the line for them, not that of those they hurt', () => {
  const html = show('behaviour', {}, { reading: null });
  expect(html).toContain('Respect');
  expect(html).not.toContain('Victim Support');
});

test('a young person sees the line for young people too, after the county’s own', () => {
  expect(show('young', {})).toMatch(/Victim Support.*Childline.*tel:08001111/s);
  expect(show('self-referral', {})).not.toContain('Childline');
});

test('it says whether a receipt goes out', () => {
  expect(show('professional', {}, { written: 'sent' })).toContain('receipt is on its way');
  expect(show('professional', {}, { written: 'not-listed' })).toContain('No receipt goes out');
  expect(show('professional', {})).not.toContain('receipt');
});
