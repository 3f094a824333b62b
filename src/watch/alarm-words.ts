import type { Alarm } from './alarm.ts';
import words from './en.json' with { type: 'json' };
import type { Watch } from './watch.ts';

/** Puts values into the places of a text. */
export const put = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));

/** What the webhook gets: `text` is what chats show. Nothing in it is about a person. */
export type Notice = {
  text: string;
  kind: string;
  state: string;
  site: string;
  contact: string | null;
  count: number;
  since: string;
};

/** What it is about, in a few words. */
function nameOf({ kind, said, contact }: Alarm): string {
  const what = words.kinds[kind].what + (contact === null ? '' : ` (${contact})`);
  return said === 'over' ? put(words.over, { what }) : what;
}

/** What a mail about an alarm says. */
export function composeAlarm(watch: Watch, alarm: Alarm): { subject: string; text: string } {
  const kind = words.kinds[alarm.kind];
  const what = nameOf(alarm);
  const unread = alarm.contact === null ? null : (watch.contacts[alarm.contact]?.unread ?? null);
  const values = {
    count: alarm.count,
    contact: alarm.contact ?? '',
    hours: unread?.hours ?? '',
    person: unread?.person ?? '',
  };
  const since = new Date(alarm.since).toISOString();
  const text =
    alarm.said === 'over'
      ? [what, put(words.lasted, { since, time: new Date(alarm.told_at).toISOString() })]
      : [
          put(kind.text, values),
          ...(alarm.said === 'again' ? [words.again] : []),
          put(words.since, { time: since }),
          put(words.more, { todo: kind.todo }),
        ];
  return { subject: put(words.subject, { site: watch.site, what }), text: [...text, words.nobody].join('\n\n') };
}

/** What the webhook gets about an alarm. */
export function composeNotice(watch: Watch, alarm: Alarm): Notice {
  return {
    text: `${watch.site}: ${nameOf(alarm)}: ${alarm.count}`,
    kind: alarm.kind,
    state: alarm.said,
    site: watch.site,
    contact: alarm.contact,
    count: alarm.count,
    since: new Date(alarm.since).toISOString(),
  };
}
