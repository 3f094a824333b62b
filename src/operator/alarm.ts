import { buildOptionsOf, type Config } from '#config';
import { sealLetter } from '#delivery/letter.ts';
import { readSite } from '#directory/site.ts';
import { createKeyRing } from '#keyring';
import { openDataFolder, readDraftKeys } from '#server/data-folder.ts';
import { outgoingSettings } from '#server/outgoing.ts';
import { composeTrial } from '#watch/trial.ts';
import { send } from '#watch/webhook.ts';
import { type Command, OperatorFault, type Shop } from './command.ts';
import { sendAtOnce } from './send.ts';

/** Tries whether an alarm reaches somebody, before there is a reason for one. */
export const alarm: Command = {
  help: `  npm run operate -- alarm
      Sends a trial by each way that an alarm would take (ALARM_WEBHOOK, ALARM_ADDRESS, UNREAD_ADDRESS), and says whether
      it was taken. Ask those on the rota whether they saw it.
`,
  async run(_args, shop) {
    const config = shop.readConfig();
    if (config.demo) throw new OperatorFault('A demonstration tells nobody of anything: there is nothing to try.');
    const { webhook, address, unreadAddress } = config.alarms;
    const addresses = [...new Set([address, unreadAddress].filter((one) => one !== null))];
    if (webhook === null && addresses.length === 0) {
      throw new OperatorFault('Nobody would be told of anything: ALARM_WEBHOOK and ALARM_ADDRESS are not set.');
    }
    const trial = composeTrial(new URL(config.origin ?? '').host, shop.clock());
    const faults: string[] = [];
    const tried = (way: string, fault: string | null) => {
      shop.terminal.write(fault === null ? `taken      ${way}\n` : `not taken  ${way}: ${fault}\n`);
      if (fault !== null) faults.push(fault);
    };
    if (webhook !== null) {
      const body = JSON.stringify(trial.notice);
      const headers = { 'content-type': 'application/json' };
      tried('ALARM_WEBHOOK', await send(webhook, { method: 'POST', headers, body }));
    }
    for (const [index, to] of addresses.entries()) {
      tried(
        to === address ? 'ALARM_ADDRESS' : 'UNREAD_ADDRESS',
        await mail(config, shop, { to, ...trial.mail }, index),
      );
    }
    return faults.length > 0 ? 1 : 0;
  },
};

/** What was wrong, or null. */
async function mail(
  config: Config,
  { clock }: Shop,
  letter: { to: string; subject: string; text: string },
  index: number,
): Promise<string | null> {
  openDataFolder(config.dataDir);
  const now = clock();
  const ring = createKeyRing(readDraftKeys(config.dataDir, config.draftKeys));
  const { county } = readSite(config.contentDir, buildOptionsOf(config));
  const delivery = sealLetter(ring, 'trial', 'trial', letter);
  // Another Message-ID each time: a mailbox may show the same one only once.
  const number = -(now.getTime() + index);
  try {
    await sendAtOnce(config, outgoingSettings(config, county.mail, ring), delivery, { number, now });
    return null;
  } catch (error) {
    if (error instanceof OperatorFault) return error.message;
    throw error;
  }
}
