import PostalMime from 'postal-mime';

/** Where a message was when a list was written. */
export type DayState = 'waiting' | 'held' | 'bounced' | 'delivered' | 'received';

/** One daily list of the site, as it came by mail. `numbers`: the first and last that it covers, null where none was given. */
export type DayList = {
  day: string;
  contact: string;
  /** ISO times: the next list begins where this one ends. */
  from: string;
  to: string;
  numbers: { first: number; last: number } | null;
  entries: { number: number; reference: string; state: DayState }[];
};

const entry = /^#(\d{1,15}) ([\w-]{1,32}) (waiting|held|bounced|delivered|received) accepted=\S+ delivered=\S+$/;
const time = String.raw`(\d{4}-\d\d-\d\dT[\d:.]+Z)`;
const head = new RegExp(
  String.raw`^Daily list 1\nDay: (\d{4}-\d\d-\d\d)\nContact: ([a-z]+)\nFrom: ${time}\nTo: ${time}\nNumbers: (?:none|(\d+)-(\d+))\n`,
  'm',
);

/**
 * Reads a daily list (docs/loop.md says how it is written). Null for any other mail. Anybody can write such a mail: it is as
 * much to be believed as the mailbox's own check of who sent it.
 */
export async function readDay(raw: string): Promise<DayList | null> {
  // Lists have no attachments; what is long is a message, and need not be taken apart.
  if (/^x-sequence:/im.test(raw.slice(0, 4096))) return null;
  const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'), { maxNestingDepth: 20 }).catch(() => null);
  const text = mail?.text?.replaceAll('\r\n', '\n') ?? '';
  const [found, day = '', contact = '', from = '', to = '', first, last] = head.exec(text) ?? [];
  if (found === undefined) return null;
  const entries = text.split('\n').flatMap((line): DayList['entries'] => {
    const [, number, reference = '', state] = entry.exec(line) ?? [];
    return number === undefined ? [] : [{ number: Number(number), reference, state: state as DayState }];
  });
  const numbers = first === undefined ? null : { first: Number(first), last: Number(last) };
  return { day, contact, from, to, numbers, entries };
}
