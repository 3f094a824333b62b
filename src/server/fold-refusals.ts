import type { Log } from '#log';

/**
 * A log in which refusals that are alike take a line at once and one more after `ms`, with the `count` of the others: 600 a
 * second, as a crowd or a program brings them, are more than journald keeps of one service (10,000 in 30 s by default), and
 * the line that says that mail is stuck would be among those it drops. Everything else is written as it comes.
 */
export function foldRefusals(log: Log, ms = 1_000): Log {
  const alike = new Map<string, number>();
  return (event, fields = {}) => {
    if (event !== 'refused') return log(event, fields);
    const key = JSON.stringify(fields);
    const others = alike.get(key);
    if (others !== undefined) {
      alike.set(key, others + 1);
      return;
    }
    log(event, fields);
    alike.set(key, 0);
    setTimeout(() => {
      const count = alike.get(key) ?? 0;
      alike.delete(key);
      if (count > 0) log(event, { ...fields, count });
    }, ms).unref();
  };
}
