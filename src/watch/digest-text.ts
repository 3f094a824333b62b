import type { DayEntry } from '#delivery/day.ts';
import type { MessageState } from '#delivery/standing.ts';
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
  const own = day.entries.map(({ number }) => number);
  const count = (state: MessageState) => day.entries.filter((entry) => entry.state === state).length;
  const states = { received: 0, delivered: 0, waiting: 0, held: 0, bounced: 0 } satisfies Record<MessageState, number>;
  const counts = Object.fromEntries(Object.keys(states).map((state) => [state, count(state as MessageState)]));
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
    `Elsewhere: ${writeOthers(own, day.numbers)}`,
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

/**
 * The numbers of a list that are not among `own`, which are in order, as `403,407-409`, or `none`. From gap to gap, never
 * number by number: a restore can skip any number of them.
 */
export function writeOthers(own: readonly number[], { after, to }: Day['numbers']): string {
  const ranges: string[] = [];
  let from = after + 1;
  for (const number of [...own.filter((one) => one > after && one <= to), to + 1]) {
    if (number > from) ranges.push(number === from + 1 ? `${from}` : `${from}-${number - 1}`);
    from = number + 1;
  }
  return ranges.join(',') || 'none';
}
