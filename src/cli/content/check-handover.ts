import { existsSync } from 'node:fs';
import path from 'node:path';
import { findLeaks } from '#directory/confidential.ts';
import { areasOn, type County } from '#directory/county.ts';
import { coverage, deadEnds, type Handovers } from '#directory/coverage.ts';
import { handoverSchema } from '#directory/handover.ts';
import { folderOf, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/**
 * What is wrong with the words for where nothing is listed: fields, services that do not exist or cannot be reached,
 * kinds of help in a district with no way at all, and whatever tells where a place is.
 * @param services those of the county and of the country
 * @param today `YYYY-MM-DD`
 */
export function checkHandover(
  content: string,
  county: County,
  services: readonly ReadService[],
  today: string,
): Problem[] {
  const file = path.join(folderOf(content, county.id), 'handover.yaml');
  const { value, remarks, problems } = existsSync(file)
    ? readFile(file, handoverSchema)
    : { value: {}, remarks: '', problems: [] };
  if (!value) return problems;
  const handovers: Handovers = value;
  const unreachable = Object.entries(handovers).flatMap(([kind, { through }]) => {
    const service = services.find(({ id }) => id === through)?.record;
    if (!service) return [`${kind}.through: there is no service ${through}`];
    return service.phones.length > 0 || service.website
      ? []
      : [`${kind}.through: ${through} has neither a number nor a website to send people to`];
  });
  const places = [...areasOn(county, today), ...county.neighbours].map(({ id }) => id);
  const ends = deadEnds(
    coverage(
      services.map(({ record }) => record),
      places,
      handovers,
    ),
  );
  const missing = ends.map(
    ({ help, area }) => `${help}: nobody gives it in ${area} and nothing is said; write what to say, or write "any"`,
  );
  const leaks = findLeaks({ ...handovers, remark: remarks });
  return [...unreachable, ...missing, ...leaks].map((says) => ({ file, says }));
}
