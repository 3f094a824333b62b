import type { Hours } from './county.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** When messages are read: now, or from a moment on; null when no hours are known within five weeks. */
export type Reading = { now: true } | { now: false; at: Date } | null;

/** Kept, because making one costs forty times as long as using it, and a reading needs up to eighty. */
const formats = new Map<string, { day: Intl.DateTimeFormat; clock: Intl.DateTimeFormat }>();

function formatsFor(timeZone: string) {
  const made = formats.get(timeZone) ?? {
    // en-CA writes the day as YYYY-MM-DD, which compares as text.
    day: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
    clock: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
  formats.set(timeZone, made);
  return made;
}

/** The local day (`YYYY-MM-DD`), clock and weekday of a moment. */
export function localParts(
  at: Date,
  timeZone: string,
): { day: string; clock: string; weekday: (typeof weekdays)[number] } {
  const format = formatsFor(timeZone);
  const day = format.day.format(at);
  const clock = format.clock.format(at);
  const weekday = weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 'sun';
  return { day, clock, weekday };
}

/** The moment a local clock shows `clock` on `day`, through a change to or from summer time as well. */
export function momentOf(day: string, clock: string, timeZone: string): Date {
  const guess = new Date(`${day}T${clock === '24:00' ? '23:59' : clock}:00Z`);
  for (const hours of [0, -1, 1]) {
    const moment = new Date(guess.getTime() + hours * 3_600_000);
    const local = localParts(moment, timeZone);
    if (local.day === day && local.clock === clock) return moment;
  }
  return guess;
}

/** When the contact next reads messages, by its hours and the days it is closed. */
export function nextReading(hours: Hours, now: Date): Reading {
  const closed = new Set(hours.closed.map(({ on }) => on));
  const today = localParts(now, hours.timeZone);
  for (let ahead = 0; ahead < 36; ahead += 1) {
    const { day, weekday } = localParts(
      new Date(new Date(`${today.day}T12:00:00Z`).getTime() + ahead * 86_400_000),
      hours.timeZone,
    );
    if (closed.has(day)) continue;
    const spans = hours.read.filter((span) => span.days.includes(weekday)).sort((a, b) => a.from.localeCompare(b.from));
    for (const span of spans) {
      if (ahead > 0 || today.clock < span.from) return { now: false, at: momentOf(day, span.from, hours.timeZone) };
      if (today.clock < span.to) return { now: true };
    }
  }
  return null;
}
