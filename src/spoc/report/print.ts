import { writeCsv } from '../csv.ts';
import type { Figure } from './figures.ts';
import type { Published } from './published.ts';

const notes = `How to read it. 0 is none. * is a number under five, or one that would give such a number away; in a whole table or
column, there were too few messages to show more than their number, or it would give away a number elsewhere. All other
numbers are rounded to the nearest five, so that rows need not add up. "none or not asked" counts those who gave no answer
and those whose form does not ask.
`;

const titles: Record<string, string> = {
  route: 'form',
  agencyType: 'kind of agency',
  area: 'where the person lives',
  ageBand: 'age of the person',
  repeat: 'referred before',
  language: 'language of the pages',
};

type Row = { label: string; figures: (Figure | null)[] };
type Table = { id: string; apart: boolean; rows: Row[] };

/** The report for people: tables with a column for each quarter, then the optional answers on equality by themselves. */
export function printReport(quarters: readonly Published[]): string {
  const tables = gather(quarters);
  const names = quarters.map(({ quarter }) => quarter);
  const part = (apart: boolean) =>
    tables.filter((table) => table.apart === apart).map((table) => printTable(table, names));
  const equality = part(true);
  return [
    `Messages, ${names.length === 1 ? names[0] : `${names[0]} to ${names.at(-1)}`}\n`,
    notes,
    ...part(false),
    ...(equality.length > 0 ? ['EQUALITY (optional answers, kept apart from the rest)\n', ...equality] : []),
  ].join('\n');
}

/** The report for a spreadsheet: one figure a line. A figure that is hidden or withheld is `*`. */
export function writeReportCsv(quarters: readonly Published[]): string {
  const lines = gather(quarters).flatMap(({ id, apart, rows }) =>
    rows.flatMap(({ label, figures }) =>
      figures.map((figure, index) => [
        quarters[index]?.quarter ?? '',
        apart ? 'equality' : 'messages',
        id,
        label,
        figure === null ? '*' : writeFigure(figure),
      ]),
    ),
  );
  return writeCsv([['quarter', 'part', 'table', 'row', 'figure'], ...lines]);
}

/** A table over all quarters; null where it is withheld in one. Rows are the union: a row that a quarter lacks is 0 there. */
function gather(quarters: readonly Published[]): Table[] {
  const every = quarters.flatMap(({ tables }) => tables.map(({ id, apart }) => [id, apart] as const));
  const totals = {
    id: 'messages',
    apart: false,
    rows: [{ label: 'all', figures: quarters.map(({ total }) => total) }],
  };
  const tables = [...new Map(every)].map(([id, apart]): Table => {
    const each = quarters.map(({ tables: own }) => own.find((table) => table.id === id));
    const labels = new Set(each.flatMap((table) => table?.rows.map(({ label }) => label) ?? []));
    const rows = [...labels].map((label) => ({
      label,
      figures: each.map((table) =>
        table?.withheld ? null : (table?.rows.find((row) => row.label === label)?.figure ?? 0),
      ),
    }));
    const rest = {
      label: 'none or not asked',
      figures: each.map((table) => (table?.withheld ? null : (table?.rest ?? 0))),
    };
    return { id, apart, rows: rest.figures.some((figure) => figure) ? [...rows, rest] : rows };
  });
  return [totals, ...tables, waiting(quarters, tables)];
}

/** The time to first contact: the middle in days, and the share within the promise, of the figures that are shown. */
function waiting(quarters: readonly Published[], tables: readonly Table[]): Table {
  const contact = tables.find(({ id }) => id === 'first contact');
  const share = quarters.map((_, index) => {
    const [soon = null, late = null] = contact?.rows.slice(0, 2).map(({ figures }) => figures[index] ?? null) ?? [];
    if (typeof soon !== 'number' || typeof late !== 'number' || soon + late === 0) return null;
    // No finer than the figures are: of twenty, each is five in a hundred.
    return 5 * Math.round((20 * soon) / (soon + late));
  });
  return {
    id: 'time to first contact',
    apart: false,
    rows: [
      { label: 'median, days', figures: quarters.map(({ median }) => median) },
      { label: 'within the promise, per cent', figures: share },
    ],
  };
}

function printTable({ id, rows }: Table, quarters: readonly string[]): string {
  const width = Math.max(24, ...rows.map(({ label }) => [...label].length)) + 2;
  const title = titles[id] ?? id.replace(/^equality/, '');
  const head = `${title.toUpperCase().padEnd(width)}${quarters.map((name) => name.padStart(9)).join('')}`;
  if (rows.every(({ figures }) => figures.every((figure) => figure === null))) return `${head}\n  not shown\n`;
  const lines = rows.map(
    ({ label, figures }) =>
      `${`  ${label}`.padEnd(width)}${figures.map((figure) => (figure === null ? '*' : writeFigure(figure)).padStart(9)).join('')}`,
  );
  return `${[head, ...lines].join('\n')}\n`;
}

const writeFigure = (figure: Figure) => (figure === 'hidden' ? '*' : String(figure));
