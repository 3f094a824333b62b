import type { Directory, DirectoryService } from '#directory/directory.ts';
import { type Help, helpCodes } from '#directory/facets.ts';
import type { Site } from '#directory/site.ts';

/** One kind of help in the table: who gives it, and whom to ask where nothing is listed. */
export type CoverageRow = {
  help: Help;
  label: string;
  services: { service: DirectoryService; areas: string[] }[];
  /** Areas of the county with nothing of this kind of their own. */
  gaps: string[];
  handover: { text: string; service: DirectoryService } | null;
};

/** Kinds of help that are never a gap of a county: they are given nationally, or are not for its residents. */
const nowhere: readonly Help[] = ['training', 'behaviour-change'];

/** For each kind of help: who, where, for which risk, and where nothing is listed. */
export function coverageOf(site: Site, directory: Directory, tag: string): CoverageRow[] {
  const areas = site.county.areas;
  const names = new Map([...areas, ...site.county.neighbours].map(({ id, name }) => [id, name]));
  const services = directory.local(tag);
  const facets = directory.facets(tag);
  return helpCodes
    .filter((help) => !nowhere.includes(help))
    .map((help) => {
      const giving = services.filter((service) => service.help.includes(help) && service.audience !== 'own-behaviour');
      const local = giving.filter((service) => !service.areas.includes('national'));
      const everywhere = local.some((service) => service.areas.includes('county'));
      const note = directory.handover[help] ?? directory.handover['any'];
      const through = note && services.find(({ id }) => id === note.through);
      return {
        help,
        label: facets.help[help].label,
        services: giving.map((service) => ({
          service,
          areas: service.areas.map((id) => names.get(id) ?? id),
        })),
        gaps: everywhere
          ? []
          : areas.filter(({ id }) => !local.some((one) => one.areas.includes(id))).map(({ name }) => name),
        handover: note && through ? { text: note.text, service: through } : null,
      };
    });
}
