import type { Condition, Facts } from '#watch/conditions.ts';

type Sample = { labels?: Record<string, string>; value: number | null };

/**
 * The text format of Prometheus, version 0.0.4. Names and labels are ours (contacts' ids, kinds), so nothing has to be
 * escaped; what is not known has no line.
 */
export function writeMetrics({ health, ...facts }: Facts, conditions: readonly Condition[]): string {
  const byContact = (values: Record<string, number | null>): Sample[] =>
    Object.entries(values).map(([contact, value]) => ({ labels: { contact }, value }));
  const one = (value: number | null): Sample[] => [{ value }];
  const kinds = Map.groupBy(conditions, ({ kind }) => kind);
  const metrics: [name: string, type: 'gauge' | 'counter', help: string, samples: Sample[]][] = [
    ['nwd_messages_waiting', 'gauge', 'Messages accepted and not delivered.', one(health.waiting)],
    [
      'nwd_oldest_waiting_seconds',
      'gauge',
      'Age of the oldest that waits; 0 where none does.',
      one(health.oldestWaitingSeconds ?? 0),
    ],
    ['nwd_messages_held', 'gauge', 'Messages refused and kept.', one(health.held)],
    ['nwd_messages_bounced', 'gauge', 'Messages that came back after delivery.', one(health.bounced)],
    ['nwd_messages_delivered_total', 'counter', 'Messages delivered.', one(health.delivered)],
    ['nwd_messages_overdue', 'gauge', 'Messages not opened in time.', byContact(facts.overdue)],
    ['nwd_key_days_left', 'gauge', 'Days until the key of a contact expires.', byContact(facts.keyDaysLeft)],
    ['nwd_disk_free_bytes', 'gauge', 'Free bytes where the data lies.', one(facts.freeBytes)],
    [
      'nwd_heartbeat_missing_minutes',
      'gauge',
      'Minutes without a heartbeat, past two periods.',
      byContact(facts.missingHeartbeats),
    ],
    ['nwd_digest_late_hours', 'gauge', 'Hours for which a daily list has not left.', byContact(facts.lateDigests)],
    [
      'nwd_alarms',
      'gauge',
      'What is wrong now, by kind.',
      [...kinds].map(([kind, all]) => ({ labels: { kind }, value: all.length })),
    ],
    ['nwd_memory_bytes', 'gauge', 'Resident memory of this process.', one(process.memoryUsage.rss())],
    ['nwd_uptime_seconds', 'gauge', 'Since this process started.', one(Math.floor(process.uptime()))],
  ];
  return metrics
    .flatMap(([name, type, help, samples]) => {
      const lines = samples.flatMap(({ labels, value }) => (value === null ? [] : `${name}${write(labels)} ${value}`));
      return lines.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines] : [];
    })
    .join('\n')
    .concat('\n');
}

const write = (labels: Record<string, string> = {}) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
};
