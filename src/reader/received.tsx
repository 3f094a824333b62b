import { fill, words } from './words.ts';

/**
 * How the site learns that a message was opened: an ordinary form that opens a new window there, on a press, with the code
 * and nothing else. `address`: where it goes; null where this file does not know the site.
 */
export function Received({ code, address }: { code: string; address: string | null }) {
  const said = words.received;
  if (address === null) return <p class="hint">{fill(said.byHand, { code })}</p>;
  return (
    <form class="received" method="post" enctype="multipart/form-data" action={address} target="_blank" rel="noopener">
      <input type="hidden" name="code" value={code} />
      <button class="button main" type="submit">
        {said.title}
      </button>
      <p class="hint">{fill(said.hint, { code })}</p>
    </form>
  );
}
