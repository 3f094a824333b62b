import { parseArgs } from 'node:util';
import { type Command, OperatorFault } from './command.ts';
import { findMessages, nameMessage, withLoop, writeTime } from './loop.ts';

/** Sends a delivered message again, while its sealed copy is kept. */
export const resend: Command = {
  help: `  npm run operate -- resend REFERENCE
      Sends a message that was delivered, or came back, once more: the same bytes under the same Message-ID. Possible for
      RESEND_DAYS after its delivery; afterwards its sealed copy is gone. The site must run.
`,
  async run(args, shop) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [reference, ...more] = positionals;
    if (reference === undefined || more.length > 0) {
      throw new OperatorFault('Say which: npm run operate -- resend REFERENCE');
    }
    const { terminal } = shop;
    return withLoop(shop, async ({ loop, config }) => {
      const messages = await findMessages(loop, reference);
      const delivered = messages.filter(({ deliveredAt }) => deliveredAt !== null);
      const again = new Set(await loop.resend(delivered.filter(({ kept }) => kept).map(({ id }) => id)));
      for (const message of messages) {
        const name = nameMessage(message);
        if (message.deliveredAt === null) {
          terminal.write(`${name} is not delivered yet (${message.state}): npm run operate -- release ${reference}\n`);
        } else if (again.has(message.id)) {
          terminal.write(`${name} was delivered on ${writeTime(message.deliveredAt)} and is sent again now.\n`);
        } else {
          terminal.write(
            `${name} cannot be sent again: it was delivered on ${writeTime(message.deliveredAt)}, and its sealed copy was ` +
              `erased ${config.resendDays} days later (RESEND_DAYS). Nobody but the contact's mailbox has it.\n`,
          );
        }
      }
      return again.size > 0 ? 0 : 1;
    });
  },
};
