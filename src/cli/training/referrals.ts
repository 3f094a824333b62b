import { TrainingFault } from './fault.ts';

/** Referrals by quarter and kind of agency, as the contact's report gives them: rounded, or `*` where they are hidden. */
export type Referrals = Map<string, Map<string, string>>;

/** Reads the agencies' table out of the CSV of `npm run spoc -- report --csv`. Throws `TrainingFault` for any other file. */
export function readReferrals(text: string): Referrals {
  const [head = [], ...rows] = readCsv(text);
  if (head.join() !== 'quarter,part,table,row,figure')
    throw new TrainingFault('--referrals takes the file that npm run spoc -- report --csv --out FILE writes');
  const found: Referrals = new Map();
  for (const [quarter = '', part, table, row = '', figure = ''] of rows) {
    if (part !== 'messages' || table !== 'agencyType' || row === 'none or not asked') continue;
    const own = found.get(quarter) ?? new Map<string, string>();
    found.set(quarter, own.set(row, figure));
  }
  return found;
}

/** The cells of a CSV as our own commands write it: every one in quotes, a quote inside doubled (RFC 4180). */
function readCsv(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));
}
