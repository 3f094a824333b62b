import path from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { readSite } from '#directory/site.ts';
import type { Answers, Issue } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { formData } from '#layouts/form-data.ts';
import type { Place, SentData } from './data.ts';
import { FormPage } from './FormPage.tsx';

const forms = await discoverForms();
const find = (id: string) => {
  const found = forms.get(id);
  if (!found) throw new Error(`the form ${id} is missing`);
  return found;
};
const entry = find('self-referral');
const feedback = find('feedback');

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const site = readSite(content, { county: 'kent', demo: false, origin: null, exitUrl: null, contacts: ['referrals'] });
const tags = site.locales.map(({ tag }) => tag);

/** Answers that lead through every step. */
const everywhere: Answers = { callUse: 'yes', textUse: 'yes', emailUse: 'yes', age: 'under-16', interpreter: 'yes' };

const nowhere: Place = {
  page: 'now',
  answers: {},
  issues: [],
  returning: false,
  notice: null,
  visited: [],
  draft: '',
  id: '',
};

const taken: SentData = {
  words: site.words('en').sent,
  reference: 'ZSPG-WH8E',
  known: false,
  written: null,
  reading: null,
};

function show(tag: string, given: Partial<Place>, sent: SentData | null = null): string {
  const place = { ...nowhere, visited: [given.page ?? 'now'], ...given };
  return renderToString(<FormPage data={formData(site, tag, entry)} form={form} place={place} sent={sent} />);
}

const values = (html: string, attribute: string) =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
const elements = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);

describe.each(tags)('in %s', (tag) => {
  const pages = form.steps.map(({ id, fields }) => {
    const issues = fields.map(({ name }): Issue => ({ field: name, reason: 'required' }));
    return { id, fields, html: show(tag, { page: id, answers: everywhere, issues }) };
  });

  test.each(pages)('every control of $id is named and tied to its hint and error', ({ fields, html }) => {
    const ids = values(html, 'id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const meant = ['for', 'aria-describedby', 'aria-labelledby'].flatMap((name) =>
      values(html, name).join(' ').split(/\s+/),
    );
    expect(meant.filter((id) => id !== '' && !ids.includes(id))).toEqual([]);
    for (const { name } of fields) {
      expect(html).toContain(`href="#${name}"`);
      expect(ids).toContain(name);
      expect(ids).toContain(`${name}-error`);
    }
  });

  test.each(pages)('the browser is asked to keep nothing of $id', ({ html }) => {
    const controls = ['input', 'textarea', 'select'].flatMap((name) => elements(html, name));
    const kept = controls.filter((one) => !one.includes('type="hidden"') && !one.includes('autocomplete="off"'));
    expect(kept).toEqual([]);
  });

  test('Enter continues: the first button of the form is no other', () => {
    const [first] = elements(show(tag, {}), 'button').filter((button) => button.includes('type="submit"'));
    expect(first).toContain('value="continue"');
  });

  test('the thanks show the reference and what to do in danger, and offer no way to lose them', () => {
    const html = show(tag, { answers: examples.full.answers }, { ...taken, words: site.words(tag).sent });
    expect(html).toContain('ZSPG-WH8E');
    expect(html).toContain('href="tel:999"');
    expect(elements(html, 'form')).toEqual([]);
  });
});

test('the thanks name only ways that were sent', () => {
  const about = { callUse: 'yes', callNumber: '07700 900982', checkWord: 'heron', permission: 'yes' };
  const thanks = (aboutAbuse: string) => {
    const place = { ...nowhere, answers: { words: 'Thanks', aboutAbuse, ...about } };
    const data = formData(site, 'en', feedback);
    return renderToString(<FormPage data={data} form={feedback.form} place={place} sent={taken} />);
  };
  const { way_call, word } = site.words('en').sent;
  for (const text of [way_call, word]) {
    expect(thanks('yes')).toContain(text);
    expect(thanks('')).not.toContain(text);
  }
});

describe('what a person wrote', () => {
  const page = (id: string) => show('en', { page: id, answers: { ...everywhere, ...examples.hostile.answers } });

  test('is shown as text, never as part of the page', () => {
    for (const html of [page('check'), page('what'), page('you')]) {
      expect(html).not.toContain('<script');
      expect(html).not.toMatch(/\son\w+=/);
    }
    expect(page('check')).toContain('&lt;/script>&lt;script>alert(1)&lt;/script>');
    expect(show('en', { page: 'you', answers: { name: '" onfocus="x' } })).toContain('value="&quot; onfocus=&quot;x"');
  });

  test('may be nothing that was asked: forged codes and days are shown as they are', () => {
    const answers = { kinds: ['constructor', '__proto__'], danger: 'toString', callUse: 'yes', callUntil: '2027-00-x' };
    const html = show('en', { page: 'check', answers });
    for (const text of ['constructor', '__proto__', 'toString', '2027-00-x']) expect(html).toContain(text);
  });
});

test('every example can be looked over in every language', () => {
  for (const tag of tags) {
    for (const { answers } of Object.values(examples)) {
      const html = show(tag, { page: 'check', answers });
      expect(html.match(/value="change:/g)?.length).toBe(
        form.steps.flatMap(({ fields }) => fields).filter(({ name }) => answers[name] !== undefined).length,
      );
    }
  }
});
