/** What a program needs of the machine it runs on, by name. */
const machine = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|CI|NODE_OPTIONS)$/i;
const windows = /^(SYSTEMROOT|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES.*)$/i;

/**
 * The environment without anything that could be a setting of the site, so that what is built and started for a test
 * is the same whatever a developer has set: settings have plain names (`PORT`, `COUNTY`), and a list of those to take
 * out would be forgotten when one is added.
 */
export function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => machine.test(name) || windows.test(name));
  return { ...Object.fromEntries(kept), ASTRO_TELEMETRY_DISABLED: '1' };
}
