import type { Outcome } from './scene.ts';

/** One fault as a line of the table with its notes below it; null is the line over all. */
export function writeLine(played: (Outcome & { name: string; seconds: number }) | null): string {
  const row = (...cells: (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(30) : String(cell).padStart(13))).join('');
  if (!played) return row('fault', 'acknowledged', 'refused', 'lost', 'duplicates', 'wrong', 'seconds');
  const { name, skipped, acknowledged, refused, lost, duplicates, wrong, seconds, notes } = played;
  if (skipped) return `${name.padEnd(30)}   SKIPPED: ${skipped}`;
  const line = row(name, acknowledged, refused, lost, duplicates, wrong, seconds.toFixed(1));
  return [line, ...notes.map((note) => `    ${note}`)].join('\n');
}

/** The last line, and whether anything was lost or wrong. */
export function sumUp(outcomes: readonly Outcome[]): { line: string; failed: boolean } {
  const sum = (of: 'acknowledged' | 'lost' | 'duplicates' | 'wrong') =>
    outcomes.reduce((total, outcome) => total + outcome[of], 0);
  const skipped = outcomes.filter((outcome) => outcome.skipped).length;
  const [lost, wrong] = [sum('lost'), sum('wrong')];
  const line =
    `${sum('acknowledged')} acknowledged, ${lost} lost, ${sum('duplicates')} duplicates with the same Message-ID, ` +
    `${wrong} wrong${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, failed: lost + wrong > 0 };
}
