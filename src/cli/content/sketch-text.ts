import type { Cell } from '#directory/boundaries/sketch.ts';

const wide = 14;

/** A schematic map as lines of text, each cell with as much of its name as fits; blank cells are dots. */
export function drawCells(cells: ReadonlyMap<string, Readonly<Cell>>, names: ReadonlyMap<string, string>): string {
  const highest = (axis: 0 | 1) => Math.max(-1, ...[...cells.values()].map((cell) => cell[axis]));
  const rows = Array.from({ length: highest(0) + 1 }, () => Array.from({ length: highest(1) + 1 }, () => '.'));
  for (const [id, [row, column]] of cells) {
    const line = rows[row];
    if (line) line[column] = (names.get(id) ?? id).slice(0, wide - 2);
  }
  return `${rows.map((row) => `  ${row.map((name) => name.padEnd(wide)).join('')}`.trimEnd()).join('\n')}\n`;
}
