import { checkedOn, daysBetween, freshness } from '#directory/freshness.ts';
import { isEmergencyNumber } from '#directory/rung.ts';
import { serviceSchema } from '#directory/service.ts';
import { readYaml } from '#directory/source.ts';
import { listServiceFiles, type ServiceFile } from './packs.ts';

/** One service that somebody has to ring or read about. */
export type ToReview = ServiceFile & {
  name: string;
  /** The day somebody last looked, and how many days ago. */
  checked: string;
  days: number;
  /** What is to be done, one sentence each. */
  tasks: string[];
};

const old: Record<string, string> = {
  warned: 'It is over half a year old, and its page warns of that.',
  'left-out': 'It is over a year old and no longer shown.',
};

/**
 * What to ring, the oldest first; among those of one day helplines, whose numbers most people see, before the others.
 * Everything nobody has rung is in it, and whatever an editor has written to be checked. Throws `ContentError`.
 * @param packs counties' ids and `national`
 * @param today `YYYY-MM-DD`
 */
export function listToReview(content: string, packs: readonly string[], today: string): ToReview[] {
  const all = listServiceFiles(content, packs).map((one) => {
    const record = readYaml(one.file, serviceSchema);
    const checked = checkedOn(record);
    const age = old[freshness(record, today)];
    const numbers = record.phones.map(({ number, hours }) =>
      isEmergencyNumber(number)
        ? `Read the sources of ${number} again; never ring it to try it.`
        : `Ring ${number}: is it theirs, and is this right: ${hours}?`,
    );
    const unconfirmed = record.confirmedOn === null ? numbers : [];
    const tasks = [...(age ? [age, ...numbers] : unconfirmed), ...record.toCheck];
    const item: ToReview = { ...one, name: record.name, checked, days: daysBetween(checked, today), tasks };
    return { item, helpline: record.help.includes('helpline') };
  });
  return all
    .filter(({ item }) => item.tasks.length > 0)
    .sort((a, b) => b.item.days - a.item.days || Number(b.helpline) - Number(a.helpline))
    .map(({ item }) => item);
}

/** The list as an editor reads and prints it. */
export function writeReview(items: readonly ToReview[], show: (file: string) => string): string {
  const blocks = items.map(({ name, pack, file, checked, days, tasks }, index) =>
    [
      `${index + 1}. ${name} (${pack}), last looked at ${checked} (${days === 1 ? '1 day' : `${days} days`} ago)`,
      `   ${show(file)}`,
      ...tasks.map((task) => `   [ ] ${task}`),
    ].join('\n'),
  );
  const count = `${items.length} to ring or read, the oldest first. When one is right, write the day into confirmedOn.`;
  return `${[count, ...blocks].join('\n\n')}\n`;
}
