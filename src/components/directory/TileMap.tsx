import { fill } from '#forms/words.ts';
import type { FinderData, Place } from './data.ts';

const tile = { width: 100, height: 70, gap: 6 };

/** The name on as many lines as it has words, so that it fits its tile. */
const linesOf = (name: string) => name.replace(/ (and|&|with) /g, ' $1\u00a0').split(' ');

type Props = { data: FinderData; chosen: string; hrefOf: (place: Place) => string };

/**
 * A sketch of the county: each district a link in its place among the others. It says nothing that the list does not
 * say, works without a script, and every link has its name.
 */
export function TileMap({ data, chosen, hrefOf }: Props) {
  const places = data.places.filter((place): place is Place & { at: [number, number] } => place.at !== null);
  if (places.length === 0) return null;
  const columns = Math.max(...places.map(({ at }) => at[1])) + 1;
  const rows = Math.max(...places.map(({ at }) => at[0])) + 1;
  return (
    <div class="map">
      <svg viewBox={`0 0 ${columns * tile.width} ${rows * tile.height}`} direction="ltr">
        <title>{fill(data.words.map, { county: data.county })}</title>
        {places.map((place) => {
          const [row, column] = place.at;
          const lines = linesOf(place.name);
          const x = column * tile.width + tile.gap / 2;
          const y = row * tile.height + tile.gap / 2;
          const width = tile.width - tile.gap;
          const height = tile.height - tile.gap;
          return (
            <a
              key={place.id}
              href={hrefOf(place)}
              data-place={place.id}
              aria-label={place.name}
              aria-current={chosen === place.id ? 'true' : undefined}
              class={place.neighbour ? 'tile beside' : 'tile'}
            >
              <rect x={x} y={y} width={width} height={height} rx="8" />
              {lines.map((line, index) => (
                <text key={line} x={x + width / 2} y={y + height / 2 + (index - (lines.length - 1) / 2) * 15 + 5}>
                  {line}
                </text>
              ))}
            </a>
          );
        })}
      </svg>
      <p class="hint">{data.words.mapText}</p>
    </div>
  );
}
