import type { Choice } from '#components/directory/data.ts';
import { readChoice } from '#components/directory/find.ts';

type Field = HTMLInputElement | HTMLSelectElement;

const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as Field | null;

/** What the form says now. */
export const readForm = (form: HTMLFormElement): Choice => readChoice((name) => fieldOf(form, name)?.value);

/** What the form said when the server laid it out. */
export const readLaidOut = (form: HTMLFormElement): Choice =>
  readChoice((name) => {
    const field = fieldOf(form, name);
    if (!(field instanceof HTMLSelectElement)) return field?.defaultValue;
    return [...field.options].find(({ defaultSelected }) => defaultSelected)?.value;
  });

/** What is asked by pressing the form's button, or a place of the map: that takes the place of another and of a postcode. */
export function readPressed(form: HTMLFormElement, pressed: Element): Choice {
  const place = pressed.getAttribute('data-place');
  return place === null ? readForm(form) : { ...readForm(form), area: place, postcode: '' };
}
