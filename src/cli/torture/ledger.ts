import type { Mail } from './relay.ts';

/** What became of everything that was acknowledged. */
export type Tally = {
  acknowledged: number;
  /** References that were acknowledged and never arrived. */
  lost: string[];
  /** Copies beyond the first, with the Message-ID and the bytes of the first: recognisable. */
  duplicates: number;
  /** Second mails of a reference that differ from the first: nobody could tell what they are. */
  strangers: string[];
  /** Numbers that are missing between 1 and the highest that arrived. */
  gaps: number;
};

const nameOf = ({ messageId }: Mail) => /^<([0-9A-Z]{4}-[0-9A-Z]{4})\.(\d+)@/.exec(messageId);

/** Compares the references that people were shown with the mails that somebody took responsibility for. */
export function compare(acknowledged: readonly string[], taken: readonly Mail[]): Tally {
  const first = new Map<string, Mail>();
  const numbers = new Set<number>();
  const strangers: string[] = [];
  let duplicates = 0;
  for (const mail of taken) {
    const [, reference = '', number = '0'] = nameOf(mail) ?? [];
    numbers.add(Number(number));
    const known = first.get(reference);
    if (!known) first.set(reference, mail);
    else if (known.messageId === mail.messageId && known.raw === mail.raw) duplicates += 1;
    else strangers.push(reference);
  }
  const shown = new Set(acknowledged);
  return {
    acknowledged: shown.size,
    lost: [...shown].filter((reference) => !first.has(reference)),
    duplicates,
    strangers,
    gaps: taken.length === 0 ? 0 : Math.max(...numbers) - numbers.size,
  };
}
