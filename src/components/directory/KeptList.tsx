import type { FinderData, FinderScript } from './data.ts';
import { KeepButton } from './KeepButton.tsx';
import { ServiceItem } from './ServiceItem.tsx';

/**
 * What the person put aside, in memory alone: gone with the page, so it can be printed or read out. Where there is a
 * list, it alone is printed.
 */
export function KeptList({ data, scripted }: { data: FinderData; scripted: FinderScript }) {
  const { words } = data;
  return (
    <section id="kept" class="kept" tabIndex={-1} aria-labelledby="kept-title">
      <h2 id="kept-title">{words.list}</h2>
      <p class="hint unprinted">
        {words.listText} {words.printText}
      </p>
      <ul class="list">
        {scripted.kept.map((card) => (
          <ServiceItem key={card.id} card={card} data={data}>
            <KeepButton card={card} data={data} scripted={scripted} />
          </ServiceItem>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </section>
  );
}
