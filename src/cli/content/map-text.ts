import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Cell } from '#directory/boundaries/sketch.ts';

/** A change of a text: what stands from one place to another gives way. */
type Edit = { from: number; to: number; text: string };

const cellText = ([row, column]: Readonly<Cell>) => `[${row}, ${column}]`;

/**
 * The text of a county's file with other cells in its `map`, all else as it was to the letter: remarks, order, quotes
 * and line ends. Cells of ids that the map does not have are added at its end. Where there is no map, one is added at the
 * end of the file.
 * @param lost ids whose lines are taken out
 */
export function rewriteMap(
  text: string,
  cells: ReadonlyMap<string, Readonly<Cell>>,
  lost: readonly string[] = [],
): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const { map, empty } = findMap(text);
  const lines = (ids: readonly string[]) =>
    ids.map((id) => `  ${id}: ${cellText(cells.get(id) ?? [0, 0])}${end}`).join('');
  if (!map) {
    const whole = `map:${end}${lines([...cells.keys()])}`;
    if (empty) return `${text.slice(0, empty.from)}${whole}${text.slice(empty.to)}`;
    const remark = `# Rows and columns of the drawn map. It is a sketch of who lies beside whom, and no true outline.${end}`;
    return `${text.trimEnd()}${end}${end}${remark}${whole}`;
  }
  const pairs = map.items.map((pair) => ({ id: idOf(pair), span: spanOf(pair.value) }));
  const changes = pairs.flatMap(({ id, span }): Edit[] => {
    const cell = cells.get(id);
    if (cell) return [{ ...span, text: cellText(cell) }];
    return lost.includes(id) ? [{ ...lineAround(text, span.from), text: '' }] : [];
  });
  const added = [...cells.keys()].filter((id) => !pairs.some((pair) => pair.id === id));
  const last = text.indexOf('\n', Math.max(...pairs.map(({ span }) => span.to)));
  const place = last < 0 ? text.length : last + 1;
  const edits = [...changes, { from: place, to: place, text: (last < 0 ? end : '') + lines(added) }];
  return (added.length > 0 ? edits : changes)
    .toSorted((a, b) => b.from - a.from)
    .reduce((done, { from, to, text: next }) => done.slice(0, from) + next + done.slice(to), text);
}

/** The map of a file that is known to fit its schema, a line for each id; or the line on which an empty one stands. */
function findMap(text: string): { map?: YAMLMap; empty?: { from: number; to: number } } {
  const document = parseDocument(text);
  const map = document.get('map');
  if (!isMap(map)) return {};
  if (map.items.length > 0 && !map.flow) return { map };
  if (map.items.length > 0) throw new Error('map: write each id on a line of its own');
  return { empty: lineAround(text, spanOf(map).from) };
}

function lineAround(text: string, at: number): { from: number; to: number } {
  const end = text.indexOf('\n', at);
  return { from: text.lastIndexOf('\n', at) + 1, to: end < 0 ? text.length : end + 1 };
}

const idOf = ({ key }: Pair) => (isScalar(key) ? String(key.value) : String(key));

function spanOf(node: unknown): { from: number; to: number } {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  if (!Array.isArray(range)) throw new Error('the map has an id without a place');
  return { from: range[0], to: range[1] };
}
