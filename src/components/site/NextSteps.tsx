import type { Words } from '#i18n/translator.ts';
import { pageHref } from './chrome.ts';

/** How every page to read ends: help now, being contacted, finding a service, and the way to the other pages. */
export function NextSteps({ tag, words }: { tag: string; words: Words }) {
  const { nav, read } = words;
  const steps = [
    ['now', nav.now],
    // The way to the form leads past what it asks and who reads it.
    ['before', nav.ask],
    ['find', nav.find],
    ['read', nav.read],
  ] as const;
  return (
    <section class="steps-on">
      <h2>{read.next}</h2>
      <ul>
        {steps.map(([page, name]) => (
          <li key={page}>
            <a href={pageHref(tag, page)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
