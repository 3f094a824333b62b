import { logFolder } from './log.ts';
import { demonstrationKey } from './private-key.ts';

/** What `npm run spoc -- --help` says. */
export const help = `For the single point of contact: make a key, open messages, log what became of them, report. See docs/reading.md.

  npm run spoc -- keygen --name NAME [--email ADDRESS] [--out PREFIX] [--days 730] [--passphrase-file FILE]
      Makes PREFIX-private.asc (locked by a passphrase) and PREFIX-public.asc. PREFIX is "contact" if not given.

  npm run spoc -- check PUBLIC_KEY
      Says whether the site can use a public key, and for how long.

  npm run spoc -- read [--json | --csv] [--out FILE] [--attachments FOLDER] [--opened] MESSAGE_OR_FOLDER...
      Opens messages (.eml, or the bare sealed text) and checks them again. --json prints referral.json, one a line;
      --csv a table, one row a message. Attachments are written only with --attachments, to a folder that is there.
      --opened takes messages that the mail program opened already (S/MIME, TLS alone), with or without --key.

  npm run spoc -- missing MAIL_FOLDER...
      Compares the site's daily lists with the messages in mail folders (.eml, Maildir, mbox) and names what is missing.

  npm run spoc -- log REFERENCE reached | not-reached | declined | passed-on [--on DAY] [--note TEXT] [--messages MAIL_FOLDER]
      Writes down what became of a message, today or on a DAY such as 2026-11-30. No names in notes.
      --messages refuses a reference that no message there has.

  npm run spoc -- report [--from MONTH --to MONTH] [--county kent] [--within 2] [--csv] [--out FILE] [--final] FOLDER
      Counts whole quarters, such as --from 2026-10 --to 2026-12; without them the last that is over. Small numbers are
      hidden. --within: days until first contact that were promised. --final keeps the figures: they are given out.

read and report open with --key PRIVATE_KEY [--passphrase-file FILE]; without --key: ${demonstrationKey},
the key a demonstration made for itself. log and report keep their files in --log FOLDER; without it: ${logFolder}.

Where nobody can be asked, the passphrase is the first line of standard input. Files are looked for from the
project's folder. Ends with 0 if all is well, 1 if a message or key is not, 2 if the command could not be carried out.
`;
