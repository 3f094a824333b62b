import { createQueue } from '#delivery/queue.ts';
import { readAlarms } from '#watch/alarms.ts';
import type { Command } from './command.ts';
import { nameMessage, withLoop, writeTime } from './loop.ts';

/** Most messages that are named one by one. */
const named = 20;

/** Says how the queue is doing. Changes nothing. */
export const status: Command = {
  help: `  npm run operate -- status
      How many messages wait, are held, came back and were delivered; the first of them by reference, with the code of what
      is wrong; and which alarms last.
`,
  async run(_args, shop) {
    const { terminal, clock } = shop;
    return withLoop(shop, async ({ loop, db }) => {
      const { waiting, held, bounced, delivered, restored, oldestWaitingSeconds } = await createQueue(
        db,
        clock,
      ).health();
      terminal.write(`waiting    ${waiting}\nheld       ${held}\ncame back  ${bounced}\ndelivered  ${delivered}\n`);
      if (oldestWaitingSeconds !== null) terminal.write(`oldest     has waited ${oldestWaitingSeconds} s\n`);
      if (restored > 0) terminal.write(`restored   ${restored}, not sent before: npm run operate -- reconcile\n`);
      const open = await loop.standing();
      for (const message of open.slice(0, named)) {
        const { state, fault, acceptedAt } = message;
        const why = fault === null ? '' : `, last try: ${fault}`;
        terminal.write(`  ${nameMessage(message)}: ${state}, accepted ${writeTime(acceptedAt)}${why}\n`);
      }
      if (open.length > named) terminal.write(`  and ${open.length - named} more\n`);
      const alarms = [...(await readAlarms({ db })).values()].filter(({ over_at }) => over_at === null);
      for (const { name, count, since } of alarms) {
        terminal.write(`alarm      ${name}: ${count}, since ${writeTime(new Date(since))}\n`);
      }
      return held + bounced + restored + alarms.length > 0 ? 1 : 0;
    });
  },
};
