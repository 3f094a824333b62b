import { telHref } from './chrome.ts';

/** A number to ring. Always left to right, also within a line that runs the other way. */
export function Phone({ number }: { number: string }) {
  return (
    <a class="phone" href={telHref(number)} dir="ltr">
      {number}
    </a>
  );
}
