import { buildOptionsOf, type Config, ConfigError, readConfig } from '#config';
import { createLog } from '#log';
import { boot } from './boot.ts';
import { differences, readBuildRecord } from './build-record.ts';
import { ContactFault } from './contact.ts';
import { foldRefusals } from './fold-refusals.ts';
import { stopOn } from './stop.ts';

/** A start that cannot go on: one sentence that says why and what to do. */
function refuse(message: string): never {
  process.stderr.write(`\nThe site does not start.\n${message}\n\n`);
  process.exit(1);
}

/** Says a fault in the operator's words. Only typed faults carry a message that is meant to be read. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return `These settings need a look (README, "Settings"):\n${error.message}`;
  if (error instanceof ContactFault) {
    return `${error.message}\n(A demonstration makes its own key, in the folder demonstration of DATA_DIR.)`;
  }
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return 'HOST: this machine has no such address.';
    if (error.code === 'EADDRINUSE')
      return 'PORT: another program listens there already. Stop it, or set PORT to another number.';
    if (error.code === 'EACCES')
      return 'PORT: this user may not listen there. Ports below 1024 need a right of their own.';
  }
  return error instanceof Error ? error.message : 'for a reason that is not known';
}

/**
 * Serves the built site until the process is told to stop. Ends the process with a clear sentence when it cannot.
 * @param announce told once, when the site listens
 */
export async function serve(announce: (port: number, config: Config) => void = () => {}): Promise<void> {
  try {
    const config = readConfig(process.env);
    const record = readBuildRecord(config.buildDir);
    if (!record) refuse('It has not been built. Run: npm run build');
    const other = differences(record.options, buildOptionsOf(config));
    if (other.length > 0) refuse(`It was built for other settings (${other.join(', ')}). Run: npm run build`);
    const log = foldRefusals(createLog((line) => process.stdout.write(line)));
    const parts = await boot(config, log);
    parts.server.once('error', (error) => refuse(explain(error)));
    parts.server.listen(config.port, config.host, async () => {
      const address = parts.server.address();
      const port = typeof address === 'object' && address ? address.port : config.port;
      await parts.worker.start();
      log('started', { port });
      announce(port, config);
      // A store that fails in this moment is told by whoever needs it next.
      const count = (await parts.queue.health().catch(() => null))?.restored ?? 0;
      if (count > 0) log('warning', { code: 'restored', count });
    });
    stopOn(['SIGTERM', 'SIGINT'], parts, log);
  } catch (error) {
    refuse(explain(error));
  }
}
