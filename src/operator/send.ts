import type { Config } from '#config';
import { openChannel } from '#delivery/channels/index.ts';
import type { NewDelivery } from '#delivery/delivery.ts';
import { composeEnvelope } from '#delivery/envelope.ts';
import type { EnvelopeSettings } from '#delivery/envelope-settings.ts';
import { classifySmtpError } from '#delivery/faults.ts';
import { OperatorFault } from './command.ts';

/**
 * Sends one mail straight through the relay, past the queue: it works before the first start, and what is wrong is said at
 * once. Throws `OperatorFault` where the relay does not take it.
 * @param number for the Message-ID; below zero for a letter
 */
export async function sendAtOnce(
  { smtp }: Pick<Config, 'smtp'>,
  envelope: EnvelopeSettings,
  delivery: NewDelivery,
  { number, now }: { number: number; now: Date },
): Promise<void> {
  if (!smtp) throw new OperatorFault('SMTP_URL is missing.');
  const mail = await composeEnvelope({ ...delivery, number, acceptedAt: now, attempts: 0, lease: 0 }, envelope);
  const channel = openChannel({ smtp, folder: '' });
  try {
    await channel.send(mail);
  } catch (error) {
    const { code } = classifySmtpError(error);
    throw new OperatorFault(`The mail server did not take the mail: ${code} (docs/runbook.md).`);
  } finally {
    await channel.close();
  }
}
