import type { DayEntry, DayState } from '#delivery/loop.ts';
import { put } from './alarm-words.ts';
import words from './en.json' with { type: 'json' };

/** What one daily list tells of. `numbers` are all that the site gave since the list before, to whichever contact. */
export type Day = {
  day: string;
  contact: string;
  from: Date;
  to: Date;
  numbers: { after: number; to: number };
  entries: readonly DayEntry[];
  keyDaysLeft: number | null;
  resendDays: number;
};

/**
 * The text of a daily list. Its first lines and those that begin with # are for programs (`spoc missing`): they never
 * change, and no line of the rest begins like them. Numbers, references, states and times: nothing about a person.
 */
export function writeDay(day: Day): string {
  const { after, to } = day.numbers;
  const own = new Set(day.entries.map(({ number }) => number));
  const elsewhere = Array.from({ length: to - after }, (_, at) => after + 1 + at).filter((number) => !own.has(number));
  const count = (state: DayState) => day.entries.filter((entry) => entry.state === state).length;
  const states = { received: 0, delivered: 0, waiting: 0, held: 0, bounced: 0 } satisfies Record<DayState, number>;
  const counts = Object.fromEntries(Object.keys(states).map((state) => [state, count(state as DayState)]));
  const { digest } = words;
  const key =
    day.keyDaysLeft === null
      ? digest.keyEndless
      : day.keyDaysLeft < 0
        ? digest.keyExpired
        : put(digest.keyDays, { count: day.keyDaysLeft });
  return [
    'Daily list 1',
    `Day: ${day.day}`,
    `Contact: ${day.contact}`,
    `From: ${day.from.toISOString()}`,
    `To: ${day.to.toISOString()}`,
    `Numbers: ${to > after ? `${after + 1}-${to}` : 'none'}`,
    `Elsewhere: ${writeRanges(elsewhere)}`,
    '',
    ...day.entries.map(writeEntry),
    '',
    put(digest.counts, counts),
    digest.waiting,
    '',
    digest.numbers,
    put(digest.resend, { days: day.resendDays }),
    '',
    key,
  ].join('\n');
}

const writeEntry = ({ number, reference, state, acceptedAt, deliveredAt }: DayEntry) =>
  `#${number} ${reference} ${state} accepted=${acceptedAt.toISOString()} delivered=${deliveredAt?.toISOString() ?? '-'}`;

/** Numbers in order as `403,407-409`, or `none`. */
export function writeRanges(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',') || 'none';
}
