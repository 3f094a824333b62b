import { readFileSync } from 'node:fs';
import { readCounts } from '#training/organiser.ts';
import type { CountsTable } from '#training/tables.ts';
import type { Office } from './desk.ts';
import { TrainingFault } from './fault.ts';
import { type Labels, labelsOf } from './labels.ts';
import { type Referrals, readReferrals } from './referrals.ts';

/** What the report is asked for: one quarter such as `2026-Q4`, or all; and the file of `npm run spoc -- report --csv`. */
export type ReportOptions = { quarter: string | undefined; referrals: string | undefined };

const figures = ['booked', 'attended', 'absent', 'unmet'] as const;

/** The quarter as it is counted by, from how one writes it: `2026-4`, `2026-Q4`. Throws `TrainingFault`. */
function readQuarter(text: string): string {
  const [, year, number] = /^(20\d\d)-?Q?([1-4])$/i.exec(text) ?? [];
  if (!year) throw new TrainingFault(`${text} is not a quarter such as 2026-Q4`);
  return `${year}-Q${number}`;
}

/**
 * How many booked, came, stayed away or found no place, by quarter of the session: by kind of agency, with the referrals of
 * the same agencies beside it where they are given, by role, and by district.
 */
export async function printReport(office: Office, options: ReportOptions): Promise<string> {
  const counts = await readCounts(office.engine);
  const labels = labelsOf(office);
  const referrals = options.referrals === undefined ? null : readReferrals(readFile(options.referrals));
  const known = new Set([...counts.map(({ quarter }) => quarter), ...(referrals?.keys() ?? [])]);
  const wanted = options.quarter === undefined ? [...known].sort() : [readQuarter(options.quarter)];
  if (wanted.length === 0) return 'Nothing has been booked yet.\n';
  return wanted
    .map((quarter) =>
      printQuarter(
        quarter,
        counts.filter((one) => one.quarter === quarter),
        labels,
        referrals,
      ),
    )
    .join('\n');
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new TrainingFault(`${file} cannot be read`);
  }
}

function printQuarter(quarter: string, counts: CountsTable[], labels: Labels, all: Referrals | null): string {
  const referrals = all?.get(quarter) ?? null;
  const kinds = sumBy(counts, 'kind', labels.kind);
  // An agency that refers and was not trained has a line as well: it is what the report is for.
  for (const label of referrals?.keys() ?? []) if (!kinds.has(label)) kinds.set(label, [0, 0, 0, 0]);
  return [
    `Sessions of ${quarter}`,
    '',
    printTable('kind of agency', kinds, referrals),
    printTable('role', sumBy(counts, 'role', labels.role), null),
    printTable('works in', sumBy(counts, 'district', labels.district), null),
  ].join('\n');
}

type Sums = Map<string, number[]>;

function sumBy(counts: CountsTable[], by: 'kind' | 'role' | 'district', label: (code: string) => string): Sums {
  const sums: Sums = new Map();
  for (const one of counts) {
    const before = sums.get(label(one[by])) ?? [0, 0, 0, 0];
    sums.set(
      label(one[by]),
      figures.map((figure, index) => (before[index] ?? 0) + Number(one[figure])),
    );
  }
  return sums;
}

function printTable(title: string, sums: Sums, referrals: Map<string, string> | null): string {
  const beside = referrals ? ['referrals', ''] : [];
  const rows = [...sums]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([label, numbers]) => {
      const referred = referrals?.get(label) ?? '0';
      // A star is a number that the contact's report hides; it is not none.
      const missed = referrals && referred !== '0' && numbers[1] === 0 ? 'refers, nobody trained' : '';
      return [label, ...numbers.map(String), ...(referrals ? [referred, missed] : [])];
    });
  const table = [[title, 'booked', 'came', 'absent', 'no place', ...beside], ...rows];
  const width = Math.max(...table.map(([label = '']) => label.length));
  const lines = table.map(([label = '', ...cells]) =>
    `${label.padEnd(width)}${cells.map((cell, index) => (index === 5 ? `  ${cell}` : cell.padStart(11))).join('')}`.trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
