import { readReport } from './bounce-report.ts';
import type { Watch } from './watch.ts';

/** What became of a mail of the bounce mailbox: `told`: it was a report of a message of ours, and is of no more use. */
export type Seen = 'told' | 'other';

/** Looks at one mail of the bounce mailbox and writes down what it says. Throws `DatabaseFault`. */
export async function takeReport(watch: Watch, mail: Uint8Array): Promise<Seen> {
  const report = await readReport(mail, watch.mailHost);
  if (!report) return 'other';
  const { reference, number } = report;
  const bounced = await watch.loop.bounce(reference, number);
  if (bounced === 'unknown') return 'other';
  if (bounced === 'bounced') watch.log('bounced', { ref: reference });
  return 'told';
}
