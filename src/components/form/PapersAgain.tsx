import type { PageData, Place } from './data.ts';

/**
 * Says that papers were let go, on this page and the next ones: without a script nothing keeps them from one page to
 * another, and the server must not.
 */
export function PapersAgain({ data, place }: { data: PageData; place: Place }) {
  if (!place.papers?.again || !data.paperWords) return null;
  return (
    <>
      <p class="notice">{data.paperWords.papersAgain}</p>
      <input type="hidden" name="again" value="yes" />
    </>
  );
}
