import { composeNotice } from './alarm-words.ts';
import { readAlarms } from './alarms.ts';
import type { Watch } from './watch.ts';

/** How long another address may take to answer, in ms. */
const patience = 10_000;

/** After this long, in ms, what was not taken is tried again, by whichever process comes first. */
const again = 120_000;

const day = 86_400_000;

/** A request of the server's own: no redirect is followed, nothing of an answer is read. Its code, or null if all is well. */
export async function send(url: string, init: RequestInit = {}): Promise<string | null> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    return response.ok ? null : `http-${response.status}`;
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  }
}

/**
 * Gives the webhook what it has not taken yet, at least once. What fails is one line of the log and is tried again after
 * two minutes; of a thing that was said twice meanwhile only the last is sent. Throws `DatabaseFault`.
 */
export async function postAlarms(watch: Watch): Promise<void> {
  const { webhook } = watch.settings;
  if (webhook === null) return;
  const now = watch.clock().getTime();
  for (const alarm of (await readAlarms(watch)).values()) {
    // A time that lies further ahead than any we set was written before the clock was put back.
    if (alarm.posted_seq >= alarm.seq || (alarm.post_due > now && alarm.post_due <= now + again)) continue;
    // What was over long before there was a webhook is no news.
    if (alarm.over_at !== null && now - alarm.told_at > day) continue;
    const mine = await watch.db
      .updateTable('watch_alarms')
      .set({ post_due: now + again })
      .where('name', '=', alarm.name)
      .where('seq', '=', alarm.seq)
      .where('post_due', '=', alarm.post_due)
      .returning('name')
      .executeTakeFirst();
    if (!mine) continue;
    const body = JSON.stringify(composeNotice(watch, alarm));
    const fault = await send(webhook, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (fault !== null) {
      watch.log('retry', { code: fault, channel: 'webhook' });
      // It would take ten seconds for each of the others as well.
      return;
    }
    await watch.db.updateTable('watch_alarms').set({ posted_seq: alarm.seq }).where('name', '=', alarm.name).execute();
  }
}
