import { fill } from '#forms/words.ts';
import type { Choice, FinderData, Place } from './data.ts';
import { linkOf } from './link.ts';

/**
 * The county's districts as links: on a wide screen each in its place among the others, as on a map, on a telephone one
 * after the other. It says nothing that the list of places does not say and works without a script, when what else was
 * chosen goes along as short signs.
 */
export function TileMap({ data, choice }: { data: FinderData; choice: Choice }) {
  const places = data.places.filter((place): place is Place & { at: [number, number] } => place.at !== null);
  if (places.length === 0) return null;
  const top = Math.min(...places.map(({ at }) => at[0]));
  const west = Math.min(...places.map(({ at }) => at[1]));
  return (
    <nav class="map" aria-labelledby="map-title">
      <h2 id="map-title">{fill(data.words.map, { county: data.county })}</h2>
      <p class="hint">{data.words.mapText}</p>
      <ul>
        {places.map(({ id, name, neighbour, at }) => (
          <li key={id} class={`row-${at[0] - top} column-${at[1] - west}`}>
            <a
              href={linkOf({ ...choice, area: id }, data) ?? data.action}
              data-place={id}
              aria-current={choice.area === id ? 'true' : undefined}
              class={neighbour ? 'tile beside' : 'tile'}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
