import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listRestored, type RestoredDelivery, settleRestored } from '#delivery/restored.ts';
import { type Command, OperatorFault } from './command.ts';
import { openSite } from './open-site.ts';

/** After a restore: which deliveries arrived after the backup was made, and which are to be sent. */
export const reconcile: Command = {
  help: `  npm run operate -- reconcile
      After a restore: what the backup believed undelivered. Nothing of it is sent until you say what became of it;
      what was opened since, by its code, counts as arrived.
  npm run operate -- reconcile mail FOLDER
      Looks for them in mail that the team saved (.eml, .mbox, Maildir; all below FOLDER). What is found arrived.
  npm run operate -- reconcile arrived REFERENCE...
      These arrived: they are not sent again.
  npm run operate -- reconcile send REFERENCE... | rest | letters
      These are sent now; rest: all that are left; letters: those to professionals and people who booked.
`,
  async run(args, { readConfig, terminal, clock }) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [action, ...named] = positionals;
    const db = await openSite(readConfig());
    try {
      const all = await listRestored(db);
      const opened = all.filter((one) => one.opened);
      if (opened.length > 0) {
        await settleRestored(
          db,
          clock().getTime(),
          opened.map(({ number }) => number),
          true,
        );
        terminal.write(`${opened.length} opened, their code was given back: ${opened.map(nameOf).join(' ')}\n`);
      }
      const held = all.filter((one) => !one.opened);
      if (action !== undefined) {
        const chosen = choose(action, named, held);
        const numbers = chosen.map(({ number }) => number);
        const count = await settleRestored(db, clock().getTime(), numbers, action !== 'send');
        const said = action === 'send' ? 'to be sent now' : 'arrived, not sent again';
        terminal.write(`${count} ${said}${count > 0 ? `: ${chosen.map(nameOf).join(' ')}` : ''}\n`);
      }
      const left = action === undefined ? held : await listRestored(db);
      terminal.write(describe(left));
      return left.length > 0 ? 1 : 0;
    } finally {
      await db.destroy();
    }
  },
};

function choose(action: string, named: string[], held: RestoredDelivery[]): RestoredDelivery[] {
  if (action === 'mail') {
    const [folder, ...more] = named;
    if (!folder || more.length > 0)
      throw new OperatorFault('Say which folder: npm run operate -- reconcile mail FOLDER');
    return findInMail(path.resolve(folder), held);
  }
  if (action !== 'arrived' && action !== 'send') {
    throw new OperatorFault(`There is no "reconcile ${action}". To see what there is: npm run operate -- --help`);
  }
  const [first, ...more] = named;
  if (first === undefined) throw new OperatorFault(`Say which: npm run operate -- reconcile ${action} REFERENCE...`);
  if (action === 'send' && more.length === 0 && first === 'rest') return held;
  if (action === 'send' && more.length === 0 && first === 'letters') return held.filter(({ letter }) => letter);
  const unknown = named.filter((reference) => !held.some((one) => nameOf(one) === plain(reference)));
  // All or nothing: a typing mistake must not leave a list half done.
  if (unknown.length > 0) throw new OperatorFault(`Not held: ${unknown.join(' ')}. Nothing was changed.`);
  return held.filter((one) => named.some((reference) => plain(reference) === nameOf(one)));
}

const plain = (reference: string) => reference.replace(/^#/, '').toUpperCase();

/** A message by its reference; letters about the same have it too, and are named by their number. */
const nameOf = ({ reference, number, letter }: RestoredDelivery) => (letter ? String(number) : reference.toUpperCase());

/** Those whose Message-ID (`<reference.number@host>`) is that of a mail in the folder, by its line and nothing else of it. */
function findInMail(folder: string, held: RestoredDelivery[]): RestoredDelivery[] {
  const wanted = new Map(held.map((one) => [`${one.reference}.${one.number}`, one]));
  const found = new Set<RestoredDelivery>();
  for (const file of listFiles(folder)) {
    for (const head of readHeads(readFileSync(file, 'latin1'))) {
      const [, id = ''] = /^Message-ID:\s*<([\w.-]+)@[^>\s]+>/im.exec(head) ?? [];
      const one = wanted.get(id);
      if (one) found.add(one);
    }
  }
  return [...found];
}

/**
 * The headers of each mail in a file: one, or those of an mbox (RFC 4155). What stands below them says nothing: a report
 * that a message came back, an answer and a forward repeat the Message-ID of one that may not be there.
 */
const readHeads = (text: string): string[] =>
  (text.startsWith('From ') ? text.split(/\r?\n\r?\n(?=From \S+ )/) : [text]).map(
    (mail) => mail.split(/\r?\n\r?\n/, 1)[0] ?? '',
  );

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file).isFile());
  } catch {
    throw new OperatorFault(`${folder} cannot be read.`);
  }
}

function describe(held: RestoredDelivery[]): string {
  if (held.length === 0) return 'Nothing is held by a restore.\n';
  const lines = held.map((one) => {
    const what = one.letter ? 'letter   ' : `#${one.number}`.padEnd(9);
    return `  ${what} ${nameOf(one).padEnd(12)} ${one.acceptedAt.toISOString()} for ${one.recipient}`;
  });
  return `Held by a restore, and not sent: ${held.length}\n${lines.join('\n')}\n`;
}
