import type { Channel } from './channel.ts';
import { openFileChannel } from './file.ts';
import { openSmtpChannel, type SmtpSettings } from './smtp.ts';

export type { Channel, Mail } from './channel.ts';

/** Every way out, each in its own file. A new channel is a file and a line here. */
export const channels = { smtp: openSmtpChannel, file: openFileChannel };

/** The channel the settings ask for: the relay, or else `.eml` files in `folder`, which is what a demonstration does. */
export function openChannel({ smtp, folder }: { smtp: SmtpSettings | null; folder: string }): Channel {
  return smtp ? channels.smtp(smtp) : channels.file(folder);
}
