import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian and its kin, Red Hat and Homebrew put each version's own programs, which are on nobody's path. */
const homes = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt'];

/** The folder of this machine's PostgreSQL, the newest where there are several, or null. */
export function findPostgres(searched = process.env['PATH'] ?? ''): string | null {
  const versions = homes
    .flatMap((home) => (existsSync(home) ? readdirSync(home).map((name) => path.join(home, name, 'bin')) : []))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const folders = [...searched.split(path.delimiter).filter(path.isAbsolute), ...versions];
  return folders.find((bin) => ['postgres', 'initdb'].every((name) => existsSync(path.join(bin, name)))) ?? null;
}
