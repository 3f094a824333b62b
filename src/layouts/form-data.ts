import type { Line, PageData, PaperWords, Routes } from '#components/form/data.ts';
import { pageHref } from '#components/site/chrome.ts';
import type { Site } from '#directory/site.ts';
import { contactsOf, type Form, type Lists } from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import { type FormWords, fill, type StepWords } from '#forms/words.ts';
import type { Words } from '#i18n/translator.ts';
import { chromeFor } from './chrome.ts';

/** Lines for people who use abuse. */
const ownLines = ['respect-phoneline'];

/**
 * What a form's page is laid out from in one language.
 * @param own lists that only the running server has, such as the service it is about or the sessions that can be booked
 */
export function formData(site: Site, tag: string, { form, english }: FormEntry, own: Lists = {}): PageData {
  const words = site.words(tag);
  const chrome = chromeFor(site, tag, form.path);
  // After the county's own, of which the first is whom to ring about a message.
  const young = form.id === 'young' ? ['childline'] : [];
  const lines = (ids: string[]): Line[] =>
    ids.flatMap((id) => {
      const service = site.service(tag, id);
      const phone = service?.phones[0];
      return service && phone
        ? [{ name: service.name, number: phone.number, hours: phone.hours, lang: service.lang }]
        : [];
    });
  return {
    form: form.id,
    chrome: { ...chrome, languages: chrome.languages.filter((one) => site.offersForms(one.tag)) },
    action: pageHref(tag, form.path),
    words: withRules(site.formWords(tag, form, english), isolate(site.county.training.terms, tag)),
    ...dividedWords(words.form, form),
    errors: words.errors,
    lists: { ...site.lists(new Date().toISOString().slice(0, 10)), services: [], sessions: [], ...own },
    lines: {
      // Somebody who worries about themselves is not sent to the lines of those they hurt.
      danger: lines(form.contact === 'behaviour' ? ownLines : [...site.lines(tag).map(({ id }) => id), ...young]),
      children: lines(['childline', 'nspcc']),
      own: lines(ownLines),
    },
    routes: routesFor(site, tag, form),
    responses: site.county.responses.workingDays,
    rules: { highScore: site.county.pathway.threshold.score },
    // A setting of the running server: a page on request says it, words alone do not.
    papers: null,
    writing: {
      languageName: site.locale(tag)?.english ?? tag,
      origin: site.origin,
      subject: site.county.mail.subject,
      markUrgent: site.county.mail.markUrgent,
      serverSeals: contactsOf(form).filter((contact) => site.sealing(contact) !== 'browser'),
    },
  };
}

/** The words of all forms, and those on papers where the form takes some: what it can never show stays away. */
function dividedWords(words: Words['form'], form: Form): Pick<PageData, 'ui' | 'paperWords'> {
  const those = (pattern: RegExp) => Object.fromEntries(Object.entries(words).filter(([key]) => pattern.test(key)));
  return {
    ui: those(/^(?!paper|route)/) as PageData['ui'],
    paperWords: form.attachments ? (those(/^paper/) as PaperWords) : null,
  };
}

/** What a referral does not replace: for professionals, and where a step of the form says it. */
function routesFor(site: Site, tag: string, form: Form): Routes | null {
  if (form.sender !== 'professional' && form.steps.every(({ lines }) => lines !== 'routes')) return null;
  const ui = site.words(tag).form;
  return {
    heading: ui.routesHeading,
    danger: ui.routeDanger,
    duties: (['children', 'adults', 'conference', 'homelessness'] as const).map((id) => ({
      text: ui[`route_${id}`],
      to: routeTo(site, tag, site.county.routes[id]),
    })),
  };
}

/** Where a duty goes in this county. A number that nobody has confirmed is not in the service. */
function routeTo(site: Site, tag: string, id: string | null): Routes['duties'][number]['to'] {
  const service = id === null ? null : site.service(tag, id);
  return service && { name: service.name, lang: service.lang, number: service.phones[0]?.number ?? null };
}

/** English within another language, kept in its own direction (Unicode isolates, UAX #9). */
const isolate = (text: string, tag: string) => (tag === 'en' ? text : `\u2066${text}\u2069`);

/** Words with the county's own rules in them, where a step says them. */
function withRules(words: FormWords, terms: string): FormWords {
  const steps = Object.entries(words.steps).map(([id, { title, intro }]): [string, StepWords] => [
    id,
    { title, intro: intro.map((text) => fill(text, { terms })) },
  ]);
  return { ...words, steps: Object.fromEntries(steps) };
}
