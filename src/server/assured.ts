import { findExamples } from '#directory/examples.ts';
import type { Site } from '#directory/site.ts';
import type { Log } from '#log';

/** A live site of a county that has not yet named and signed what it must. The message says what to do. */
export class AssuranceFault extends Error {
  readonly code = 'not-assured';
  constructor(missing: string[]) {
    super(
      `This is to be done before the county's site may open (${missing.length} in all):\n` +
        `${missing.map((line) => `  ${line}`).join('\n')}\n` +
        'docs/assurance/going-live.md says how. The whole list: npm run operate -- ready\n' +
        '(DEMO=1 starts a demonstration, which needs none of it.)',
    );
    this.name = 'AssuranceFault';
  }
}

/**
 * Lets a live site open in production only where its county has named and signed everything and every number was rung:
 * throws `AssuranceFault` otherwise. Elsewhere it warns of how much is missing. What has become old is only warned of: a
 * site that was open yesterday must start again at three in the morning.
 * @param today `YYYY-MM-DD`
 */
export function requireDuties(
  site: Pick<Site, 'duties'>,
  { production, demo }: { production: boolean; demo: boolean },
  today: string,
  log: Log,
): void {
  const duties = site.duties(today);
  const missing = duties.filter(({ state }) => state === 'missing');
  if (production && !demo) {
    if (missing.length > 0) throw new AssuranceFault(missing.map(({ id, says }) => `${id} ${says}`));
    for (const { id, state } of duties) if (state === 'old') log('warning', { code: 'assurance-old', setting: id });
  } else if (missing.length > 0) log('warning', { code: 'assurance', count: missing.length });
}

/** Warns of each promise of a live site that no team has confirmed, by its place in the county's file. */
export function warnOfExamples({ county, reaches }: Pick<Site, 'county' | 'reaches'>, demo: boolean, log: Log): void {
  if (demo) return;
  for (const setting of findExamples(county, reaches)) log('warning', { code: 'example', setting });
}
