import type { Channel } from '#delivery/channels/index.ts';
import type { Log } from '#log';

/** A full message as mail: base64 for the papers, base64 again for the armour, and line ends. Measured: 10 MB become 18.9. */
const asMail = (78 / 57) * (62 / 45);

/** The most bytes that a mail can have with papers of `fileBytes`, whose text takes at most `textBytes`. */
export const mailBytes = (fileBytes: number, textBytes: number) => Math.ceil((fileBytes + textBytes) * asMail) + 65_536;

/**
 * Asks the relay how large a mail it takes and warns where a full one would not fit: `relay-size`, with the megabytes that
 * it takes. Nothing is lost then, but such a message is held until somebody sees to it. Says nothing where the relay is away.
 */
export async function warnOfRelaySize(channel: Channel, needed: number, log: Log): Promise<void> {
  try {
    const takes = (await channel.largest?.()) ?? null;
    if (takes === null || takes >= needed) return;
    log('warning', { code: 'relay-size', setting: 'ATTACHMENTS_MB', count: Math.floor(takes / 2 ** 20) });
  } catch {
    // The worker meets the same relay, and says what is wrong with it.
  }
}
