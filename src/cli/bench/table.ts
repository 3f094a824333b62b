/** One figure. `bad`: it misses its goal. */
export type Row = { what: string; figure: string; goal?: string; bad?: boolean };

/** The middle value; of an even number the upper one. NaN of none. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A whole number with its thousands set apart. */
export const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

/** A figure that should be at least, or at most, its goal. */
export function atLeast(what: string, value: number, goal: number, show: (value: number) => string): Row {
  return { what, figure: show(value), goal: `at least ${show(goal)}`, bad: !(value >= goal) };
}

/** See `atLeast`. */
export function atMost(what: string, value: number, goal: number, show: (value: number) => string): Row {
  return { what, figure: show(value), goal: `at most ${show(goal)}`, bad: !(value <= goal) };
}

/** Rows as lines of plain text, the goal beside each figure; a missed one is said in words. */
export function writeTable(title: string, rows: Row[]): string {
  const wide = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [what, figure] = [wide((row) => row.what), wide((row) => row.figure)];
  const lines = rows.map((row) => {
    const goal = row.goal ? `   ${row.goal}${row.bad ? ': MISSED' : ''}` : '';
    return `  ${row.what.padEnd(what)}  ${row.figure.padStart(figure)}${goal}`;
  });
  return [`\n${title}`, ...lines].join('\n');
}
