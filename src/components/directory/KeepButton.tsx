import type { Card, FinderData, FinderScript } from './data.ts';

type Props = { card: Card; data: FinderData; scripted?: FinderScript | undefined };

/** Puts a service on one's list, or takes it off again. It waits, unseen, for a script. */
export function KeepButton({ card, data, scripted }: Props) {
  const isKept = scripted?.kept.some(({ id }) => id === card.id);
  const word = isKept ? data.words.drop : data.words.keep;
  return (
    <button
      class="quiet"
      type="button"
      data-scripted
      hidden={!scripted}
      aria-label={`${word}: ${card.name}`}
      onClick={scripted && (() => scripted.keep(card))}
    >
      {word}
    </button>
  );
}
