/** Every event the process may log. A line is an event name and fields of the table below: there is no free text. */
export type LogEvent =
  | 'started'
  | 'stopping'
  | 'stopped'
  | 'accepted'
  | 'known'
  | 'refused'
  | 'failed'
  | 'delivered'
  | 'retry'
  | 'held'
  | 'breaker-open'
  | 'breaker-closed'
  | 'erased'
  | 'alarm'
  | 'bounced'
  | 'received'
  | 'key-expires'
  | 'warning';

/** The only fields a line can carry. Strings are codes: `[A-Za-z0-9_.:-]`, at most 64 characters. */
export type LogFields = Partial<{
  ref: string;
  code: string;
  form: string;
  channel: string;
  setting: string;
  status: number;
  count: number;
  attempt: number;
  port: number;
  ms: number;
  days: number;
}>;

/** Writes one event. Handed to the modules that log, so that tests can read what was written. */
export type Log = (event: LogEvent, fields?: LogFields) => void;

const code = /^[A-Za-z0-9_.:-]{1,64}$/;
const names = [
  'ref',
  'code',
  'form',
  'channel',
  'setting',
  'status',
  'count',
  'attempt',
  'port',
  'ms',
  'days',
] as const;

/**
 * A logger that writes one JSON line per event to `write`. A string that is not a code becomes `?`, and a field that
 * is not in the table is left out, so that no answer, address or agent can reach a log even through a mistake
 * (ASVS 5.0 V16.2.5).
 */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  return (event, fields = {}) => {
    const line: Record<string, string | number> = { time: now().toISOString(), event };
    for (const name of names) {
      const value = fields[name];
      if (typeof value === 'number' && Number.isFinite(value)) line[name] = value;
      if (typeof value === 'string') line[name] = code.test(value) ? value : '?';
    }
    write(`${JSON.stringify(line)}\n`);
  };
}
