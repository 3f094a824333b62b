import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Bookings of one session kept a second by all processes together, and how many got one of its twenty places. */
export type Bookings = { perSecond: number; seated: number };

/**
 * Lets `processes` processes book the same session of twenty places as fast as they can, each booking with its letter and a
 * sealed message committed with full sync to one SQLite file below `folder`.
 * @param sealed the message that goes with each, sealed beforehand: what sealing costs is measured elsewhere
 */
export async function measureBookings(
  folder: string,
  sealed: string,
  { seconds, processes }: { seconds: number; processes: number },
): Promise<Bookings> {
  const own = mkdtempSync(path.join(folder, 'bookings-'));
  writeFileSync(path.join(own, 'sealed.asc'), sealed);
  const program = path.join(import.meta.dirname, 'booker.ts');
  const bookers = [];
  for (let count = 0; count < processes; count += 1) {
    const child = spawn(process.execPath, [program, own, String(seconds)], { stdio: ['pipe', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    // One after the other: each brings the schema forward when it opens.
    await once(child.stdout, 'data');
    bookers.push({ child, printed: () => printed });
  }
  for (const { child } of bookers) child.stdin.write('go\n');
  await Promise.all(bookers.map(({ child }) => once(child, 'close')));
  const figures = bookers.map(({ printed }) => printed().trim().split('\n').at(-1)?.split(' ').map(Number) ?? []);
  rmSync(own, { recursive: true });
  const sum = (at: number) => figures.reduce((total, one) => total + (one[at] ?? 0), 0);
  return { perSecond: sum(0) / seconds, seated: sum(1) };
}
