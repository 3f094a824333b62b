import { createQueue } from '#delivery/queue.ts';
import { openDataFolder } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import type { Command } from './command.ts';

/** Says how the queue is doing. Changes nothing. */
export const status: Command = {
  help: `  npm run operate -- status
      How many messages wait, are held and were delivered, and for how long the oldest has waited.
`,
  async run(_args, { readConfig, terminal, clock }) {
    const config = readConfig();
    openDataFolder(config.dataDir);
    const db = await openSiteDatabase(config);
    try {
      const { waiting, held, delivered, restored, oldestWaitingSeconds } = await createQueue(db, clock).health();
      terminal.write(`waiting    ${waiting}\nheld       ${held}\ndelivered  ${delivered}\n`);
      if (oldestWaitingSeconds !== null) terminal.write(`oldest     has waited ${oldestWaitingSeconds} s\n`);
      if (restored > 0) terminal.write(`restored   ${restored}, not sent before: npm run operate -- reconcile\n`);
      return held + restored > 0 ? 1 : 0;
    } finally {
      await db.destroy();
    }
  },
};
