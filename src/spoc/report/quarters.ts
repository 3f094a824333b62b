import { SpocFault } from '../fault.ts';

/** Three months that begin in January, April, July or October: `name` as `2026-Q4`, `months` as `2026-10`. */
export type Quarter = { name: string; months: readonly [string, string, string] };

const month = (year: number, number: number) => `${year}-${String(number).padStart(2, '0')}`;

/** The quarter a month is in. */
function quarterOf(text: string): Quarter {
  const year = Number(text.slice(0, 4));
  const number = Math.ceil(Number(text.slice(5, 7)) / 3);
  const first = 3 * number - 2;
  return { name: `${year}-Q${number}`, months: [month(year, first), month(year, first + 1), month(year, first + 2)] };
}

/**
 * The quarters from a month to a month, both included; the last that is over where none is named. Throws `SpocFault` where
 * they are not whole quarters that are over: figures for other stretches of time could be subtracted from one another.
 */
export function chooseQuarters(from: string | undefined, to: string | undefined, today: string): Quarter[] {
  const last = before(quarterOf(today));
  if (from === undefined && to === undefined) return [last];
  for (const one of [from, to]) {
    if (one !== undefined && !/^20\d\d-(0[1-9]|1[0-2])$/.test(one))
      throw new SpocFault(2, `${one} is not a month such as 2026-04`);
  }
  const start = quarterOf(from ?? to ?? '');
  const end = to === undefined ? last : quarterOf(to);
  if ((from !== undefined && start.months[0] !== from) || (to !== undefined && end.months[2] !== to)) {
    throw new SpocFault(
      2,
      'figures are given for whole quarters: --from is 01, 04, 07 or 10, --to is 03, 06, 09 or 12',
    );
  }
  if (end.name > last.name) throw new SpocFault(2, `${end.name} is not over yet`);
  if (start.name > end.name) throw new SpocFault(2, '--from is after --to');
  const quarters = [start];
  for (let next = start; next.name !== end.name; quarters.push(next)) next = after(next);
  if (quarters.length > 40) throw new SpocFault(2, 'ten years at most');
  return quarters;
}

function before({ months: [first] }: Quarter): Quarter {
  const number = Number(first.slice(5, 7));
  const year = Number(first.slice(0, 4));
  return quarterOf(number === 1 ? month(year - 1, 12) : month(year, number - 1));
}

function after({ months: [, , last] }: Quarter): Quarter {
  const number = Number(last.slice(5, 7));
  const year = Number(last.slice(0, 4));
  return quarterOf(number === 12 ? month(year + 1, 1) : month(year, number + 1));
}
