import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Settings that cannot be used, with a line for each that says how to mend it. */
export class ConfigError extends Error {
  readonly settings: string[];
  constructor(problems: { setting: string; problem: string }[]) {
    super(problems.map(({ setting, problem }) => `  ${setting}: ${problem}`).join('\n'));
    this.name = 'ConfigError';
    this.settings = problems.map(({ setting }) => setting);
  }
}

/** The text of a file that a setting names. Throws `ConfigError` where it cannot be read. */
export function readNamedFile(setting: string, file: string): string {
  try {
    return readFileSync(path.resolve(file), 'utf8');
  } catch {
    throw new ConfigError([{ setting, problem: `the file ${file} cannot be read` }]);
  }
}
