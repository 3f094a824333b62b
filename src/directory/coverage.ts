import { type Help, helpCodes } from './facets.ts';
import type { Service } from './service.ts';

/** What of a service the table looks at. */
export type Covering = Pick<Service, 'id' | 'audience' | 'help' | 'areas' | 'risk'>;

/**
 * What is said, and which service is asked, where nothing of a kind is listed; `any` for every kind without its own. The
 * text is in `lang`, or English.
 */
export type Handovers = Readonly<Record<string, { text: string; lang?: string; through: string }>>;

/** Who gives a kind of help to the people of an area; ids in the order the services came in. */
export type CoverageCell = {
  area: string;
  /** Services of this area or of the whole county. */
  local: string[];
  /** Services of the whole country. */
  national: string[];
  /** True where nothing local is listed: the page says so, with the row's hand-over. */
  gap: boolean;
};

/** One kind of help across the areas. `handover` is null only where neither the kind nor `any` has words. */
export type CoverageRow = {
  help: Help;
  cells: CoverageCell[];
  handover: Handovers[string] | null;
};

/** Kinds that no district can lack: they are for professionals and for people who use abuse, each with a page. */
const elsewhere: readonly Help[] = ['training', 'behaviour-change'];

/**
 * What help there is where, for commissioners and professionals: every kind of help against every area, from whom, and
 * where nothing is listed. People who use abuse have their own services, which count for nothing here.
 * @param areas ids of the county's areas
 */
export function coverage(services: readonly Covering[], areas: readonly string[], handovers: Handovers): CoverageRow[] {
  return helpCodes
    .filter((help) => !elsewhere.includes(help))
    .map((help) => {
      const giving = services.filter((one) => one.help.includes(help) && one.audience !== 'own-behaviour');
      const cells = areas.map((area) => {
        const local = giving.filter(({ areas: served }) => served.includes(area) || served.includes('county'));
        const national = giving.filter((one) => one.areas.includes('national') && !local.includes(one));
        return { area, local: idsOf(local), national: idsOf(national), gap: local.length === 0 };
      });
      return { help, cells, handover: handovers[help] ?? handovers['any'] ?? null };
    });
}

/** Areas and kinds of help for which there is no way at all: nothing listed and nothing written. None may remain. */
export function deadEnds(rows: readonly CoverageRow[]): { help: Help; area: string }[] {
  return rows
    .filter(({ handover }) => handover === null)
    .flatMap(({ help, cells }) =>
      cells.filter(({ gap, national }) => gap && national.length === 0).map(({ area }) => ({ help, area })),
    );
}

function idsOf(services: readonly Covering[]): string[] {
  return services.map(({ id }) => id);
}
