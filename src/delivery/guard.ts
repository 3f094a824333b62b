import { DatabaseFault } from '#database/faults.ts';
import type { Log } from '#log';

/** Runs `work` to its end whatever happens: what it throws becomes one line `failed` with a code, and nothing else. */
export async function guard(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('failed', { code: error instanceof DatabaseFault ? `database-${error.code}` : 'bug' });
  }
}
