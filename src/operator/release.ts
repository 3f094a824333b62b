import { parseArgs } from 'node:util';
import { type Command, OperatorFault } from './command.ts';
import { findMessages, nameMessage, withLoop } from './loop.ts';

/** Sends what waits or is held now. */
export const release: Command = {
  help: `  npm run operate -- release REFERENCE
      Sends a message that waits or is held now. The site must run.
  npm run operate -- release --all-held
      Sends everything that is held now, once its cause is gone.
`,
  async run(args, shop) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'all-held': { type: 'boolean' } },
    });
    const [reference, ...more] = positionals;
    const { terminal } = shop;
    return withLoop(shop, async ({ loop }) => {
      if (values['all-held'] && reference === undefined) {
        const count = await loop.releaseHeld();
        terminal.write(
          count > 0
            ? `Tried now: ${count} that were held. How it went: npm run operate -- status\n`
            : 'Nothing is held.\n',
        );
        return 0;
      }
      if (reference === undefined || more.length > 0 || values['all-held']) {
        throw new OperatorFault('Say which: npm run operate -- release REFERENCE, or release --all-held');
      }
      const messages = await findMessages(loop, reference);
      const open = messages.filter(({ state }) => state === 'waiting' || state === 'held');
      if (open.length === 0) {
        terminal.write(`${reference} was delivered. To send it again: npm run operate -- resend ${reference}\n`);
        return 1;
      }
      const sent = new Set(await loop.release(open.map(({ id }) => id)));
      for (const message of open) {
        const name = nameMessage(message);
        terminal.write(
          sent.has(message.id)
            ? `${name} was ${message.state} and is tried now; how it went: npm run operate -- status\n`
            : `${name} is held by a restore, and not sent: npm run operate -- reconcile\n`,
        );
      }
      return sent.size === open.length ? 0 : 1;
    });
  },
};
