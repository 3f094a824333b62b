import { showHidden } from '#message/visible.ts';
import { SpocFault } from '../fault.ts';
import type { Terminal } from '../terminal.ts';
import { compareMailbox, type Difference, isWhole, type There } from './compare.ts';
import { type DayList, type DayState, readDay } from './day.ts';
import { readHeader, readMarks } from './header.ts';
import { readMailbox } from './mailbox.ts';

/**
 * Compares the site's daily lists in mail folders with the messages there and names what is missing. Nothing is opened. Answers
 * 0 when all is there, 1 when anything is missing or not as the site makes it. Throws `SpocFault`: no list is there, or a
 * folder cannot be read.
 */
export async function missing(named: string[], terminal: Terminal): Promise<0 | 1> {
  const { lists, there } = await collect(named);
  const last = lists.reduce((latest, { day }) => (day > latest ? day : latest), '');
  if (last === '')
    throw new SpocFault(2, 'there is no daily list of the site in it: name the folder they come to as well');
  const found = compareMailbox(lists, there);
  terminal.write(describe(found));
  terminal.write(
    `${count(there.length, 'message')} and ${count(lists.length, 'list')} looked at; the last list is of ${last}.\n`,
  );
  if (isWhole(found)) terminal.write('Everything that a list tells of is there.\n');
  return isWhole(found) ? 0 : 1;
}

/** The references of the messages in mail folders, by what is outside the seal. Throws `SpocFault`. */
export function listReferences(named: readonly string[]): Set<string> {
  const references = new Set<string>();
  for (const { raw } of readMailbox(named)) {
    const { reference } = readMarks(readHeader(raw));
    if (reference !== null) references.add(reference);
  }
  return references;
}

async function collect(named: string[]): Promise<{ lists: DayList[]; there: There[] }> {
  const lists: DayList[] = [];
  const there: There[] = [];
  for (const { where, raw } of readMailbox(named)) {
    const marks = readMarks(readHeader(raw));
    if (marks.number !== null || marks.reference !== null) there.push({ ...marks, where });
    else {
      const list = await readDay(raw);
      if (list) lists.push(list);
    }
  }
  return { lists, there };
}

const was: Record<DayState, string> = {
  delivered: 'the site delivered it',
  received: 'somebody told the site that it was opened',
  bounced: 'it came back to the site',
  waiting: 'it waits at the site',
  held: 'it is held at the site, which could not deliver it',
};

function describe({ missing, waiting, twice, strange, gaps }: Difference): string {
  return [
    ...missing.map(({ number, reference, state }) => `MISSING  #${number} ${reference}: ${was[state]}`),
    ...gaps.map(
      ({ contact, from, to, first, last }) =>
        `MISSING  a daily list (${contact}) from ${from} to ${to}${first === null ? '' : `, which tells of #${first} to #${last}`}`,
    ),
    ...strange.map(({ number, places }) => `STRANGE  #${number} is there with different names: ${name(places)}`),
    ...waiting.map(({ number, reference, state }) => `not yet  #${number} ${reference}: ${was[state]}`),
    ...twice.map(({ number, reference, places }) => `twice    #${number ?? '?'} ${reference ?? '?'}: ${name(places)}`),
    ...(missing.length > 0
      ? ['Look in other folders and among junk first, then ask whoever runs the site to send them again, by reference.']
      : []),
    '',
  ].join('\n');
}

/** Names of files can hold what drives a terminal. */
const name = (places: readonly string[]) => showHidden(places.join('; '));

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
