import { isNation } from '#directory/nations.ts';
import type { Site } from '#directory/site.ts';

/** Names the areas that a service serves: a district, all of the county, the whole country, or another one. */
export function areaNames(site: Site, tag: string): (area: string) => string {
  const t = site.translate(tag);
  const { areas, neighbours, name: county } = site.county;
  const places = new Map([...areas, ...neighbours].map(({ id, name }) => [id, name]));
  const special: Record<string, string> = {
    county: t('service.everywhere', { county }),
    national: t('service.country'),
  };
  const abroad = {
    wales: t('service.wales'),
    scotland: t('service.scotland'),
    'northern-ireland': t('service.northernIreland'),
  };
  return (area) => (isNation(area) ? abroad[area] : (special[area] ?? places.get(area) ?? area));
}
