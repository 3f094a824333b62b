import { buildOptionsOf } from '#config';
import { readSite } from '#directory/site.ts';
import type { Command } from './command.ts';
import { checkContacts } from './contact-readiness.ts';
import {
  type Check,
  checkAlarms,
  checkBuild,
  checkExamples,
  checkLanguages,
  checkPages,
  checkSettings,
} from './readiness.ts';

const headings: [state: Check['state'], heading: string, sign: string][] = [
  ['done', 'Done', 'x'],
  ['missing', 'Missing: the site is not to open before', ' '],
  ['old', 'Getting old: look at it again', '!'],
  ['later', 'Can wait', '-'],
];

/** The list as an operator reads it: what is done first, what is missing where the eye ends. */
function writeReadiness(county: string, checks: readonly Check[]): string {
  const blocks = headings.flatMap(([state, heading, sign]) => {
    const own = checks.filter((check) => check.state === state);
    const lines = own.map(({ id, says }) => `  [${sign}] ${id}${state === 'done' ? ': ' : '\n      '}${says}`);
    return own.length === 0 ? [] : [`${heading} (${own.length})\n${lines.join('\n')}\n`];
  });
  const missing = checks.filter(({ state }) => state === 'missing').length;
  const end = missing === 0 ? `${county} may open.\n` : `${county} may not open yet: ${missing} missing.\n`;
  return [...blocks, end].join('\n');
}

/** Says what is done, missing and getting old before the county's site may open. Sends nothing. */
export const ready: Command = {
  help: `  npm run operate -- ready
      What is done, missing and getting old before the site may open (docs/assurance/going-live.md). Run it with the
      settings of the live site.
`,
  async run(_args, { readConfig, terminal, clock }) {
    const config = readConfig();
    const now = clock();
    const site = readSite(config.contentDir, buildOptionsOf(config));
    const checks = [
      ...site.duties(now.toISOString().slice(0, 10)),
      ...checkExamples(site.county, site.reaches),
      ...checkSettings(config),
      ...checkAlarms(config, site.county),
      ...(await checkContacts(config, clock)),
      ...checkBuild(config, site),
      ...checkLanguages(site),
      ...checkPages(config),
    ];
    terminal.write(writeReadiness(site.county.name, checks));
    return checks.some(({ state }) => state === 'missing') ? 1 : 0;
  },
};
