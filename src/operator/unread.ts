import { parseArgs } from 'node:util';
import { readCounty } from '#directory/county.ts';
import { countOverdue } from '#watch/facts.ts';
import { type Command, OperatorFault } from './command.ts';
import { findMessages, nameMessage, withLoop, writeTime } from './loop.ts';

/** Shows what was delivered and nobody said to have opened, and takes the contact's word for it. */
export const unread: Command = {
  help: `  npm run operate -- unread
      The messages that were delivered and whose code nobody has given back, of contacts that give codes.
  npm run operate -- unread --opened REFERENCE
      The contact told you that it has opened this one, for instance by telephone: it counts as opened.
`,
  async run(args, shop) {
    const { values } = parseArgs({ args, options: { opened: { type: 'string' } } });
    const { terminal, clock } = shop;
    return withLoop(shop, async ({ loop, config }) => {
      if (values.opened !== undefined) {
        const messages = await findMessages(loop, values.opened);
        const delivered = messages.filter(({ deliveredAt }) => deliveredAt !== null);
        if (delivered.length === 0)
          throw new OperatorFault(`${values.opened} is not delivered yet. Nothing was changed.`);
        for (const message of delivered) {
          const received = await loop.receive(message.id, 'operator');
          const since = received?.already ? ` already since ${writeTime(received.at)}` : ' from now on';
          terminal.write(`${nameMessage(message)} counts as opened${since}.\n`);
        }
        return 0;
      }
      const { contacts } = readCounty(config.contentDir, config.county);
      const all = await loop.listUnread(Object.entries(contacts).flatMap(([id, one]) => (one.unread ? [id] : [])));
      for (const { number, reference, recipient, deliveredAt, bounced, kept } of all) {
        const back = bounced ? ', CAME BACK' : '';
        const gone = kept ? '' : ', cannot be sent again';
        terminal.write(`#${number} ${reference} to ${recipient}: delivered ${writeTime(deliveredAt)}${back}${gone}\n`);
      }
      let late = 0;
      for (const [id, contact] of Object.entries(contacts)) late += await countOverdue({ loop, clock }, id, contact);
      terminal.write(`${all.length} not opened, ${late} of them for too long.\n`);
      return late + all.filter(({ bounced }) => bounced).length > 0 ? 1 : 0;
    });
  },
};
