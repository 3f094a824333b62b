/**
 * A day in the words of a language: "Sunday 22 November 2026". Western digits, as on calendars and forms here. What is no
 * day, as a person may have typed it, stays as it is.
 */
export function formatDay(day: Date | string, tag: string): string {
  const date = typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day;
  if (Number.isNaN(date.getTime())) return String(day);
  return new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, {
    dateStyle: 'full',
    timeZone: 'Europe/London',
    numberingSystem: 'latn',
    calendar: 'gregory',
  }).format(date);
}

/**
 * A day and time of day in the words of a language, in the time of the county. A language that counts to twelve names the
 * part of the day in its own words: Urdu would else have "9:00 AM".
 */
export function formatTime(at: Date, tag: string): string {
  const own = tag === 'en' ? 'en-GB' : tag;
  const { hour12 } = new Intl.DateTimeFormat(own, { hour: 'numeric' }).resolvedOptions();
  return new Intl.DateTimeFormat(own, {
    ...(hour12 && { dayPeriod: 'short' as const }),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Europe/London',
    numberingSystem: 'latn',
    calendar: 'gregory',
  }).format(at);
}
