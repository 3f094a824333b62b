import type { PageData } from '#components/form/data.ts';
import { textLength } from '#forms/fields.ts';
import { pluralText } from '#i18n/plural.ts';

/**
 * Gives an empty field about the person its token (WCAG 1.3.5), so that the browser may fill it in, and takes it away at
 * the first thing typed, so that the browser does not keep it: of all ways measured in Chromium and Firefox the only one
 * that meets both. A field in which something stands stays `off`, as all do without a script. Gives the way to stop.
 */
export function allowAutofill(root: HTMLElement): () => void {
  const offer = () => {
    for (const field of root.querySelectorAll<HTMLInputElement>('[data-token]')) {
      if (field.value === '') field.setAttribute('autocomplete', field.dataset['token'] ?? 'off');
      delete field.dataset['token'];
    }
  };
  const refuse = ({ target }: Event) => {
    if (!(target instanceof HTMLElement) || target.dataset['remembered'] === 'true') return;
    target.setAttribute('autocomplete', 'off');
    delete target.dataset['token'];
  };
  offer();
  // Steps come into the page later. What watches them is called before they are painted, so before anybody can type.
  const arrivals = new MutationObserver(offer);
  arrivals.observe(root, { childList: true, subtree: true });
  root.addEventListener('input', refuse);
  return () => {
    arrivals.disconnect();
    root.removeEventListener('input', refuse);
  };
}

/** Says how many letters are left in a long answer once little is, and how many are too many. Cuts nothing off. */
export function countLetters(root: HTMLElement, data: () => PageData): () => void {
  const count = (event: Event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const note = document.getElementById(`${field.id}-count`);
    const max = Number(note?.dataset['max']);
    if (!note || !max) return;
    const { ui, chrome } = data();
    const left = max - textLength(field.value.replace(/\r\n?/g, '\n'));
    const few = left <= Math.max(50, max / 10);
    const rest = 'needed' in note.dataset ? '' : ui.optional;
    note.textContent = few ? pluralText(ui, left < 0 ? 'over' : 'left', Math.abs(left), chrome.tag) : rest;
  };
  root.addEventListener('input', count);
  return () => root.removeEventListener('input', count);
}
