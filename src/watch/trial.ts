import { type Notice, put } from './alarm-words.ts';
import words from './en.json' with { type: 'json' };

/** What is sent to try the ways of an alarm: it says that it is a trial and that nothing is wrong. */
export function composeTrial(site: string, now: Date): { mail: { subject: string; text: string }; notice: Notice } {
  const { what, text } = words.trial;
  return {
    mail: { subject: put(words.subject, { site, what }), text },
    notice: {
      text: `${site}: ${what}`,
      kind: 'trial',
      state: 'begin',
      site,
      contact: null,
      count: 0,
      since: now.toISOString(),
    },
  };
}
