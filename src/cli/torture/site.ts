// The site as `src/server/main.ts` serves it, with a clock that its parent moves: hours pass at once.
import { readConfig } from '#config';
import { createLog } from '#log';
import { boot } from '#server/boot.ts';
import { proveAll } from './prove-all.ts';

/** How far ahead of the machine's the clock is, in ms. */
let ahead = Number(process.argv[2] ?? 0);
process.on('message', (ms: number) => {
  ahead = ms;
});
process.on('disconnect', () => process.exit(0));

// Its contact is made up; where this fails, the start says it better.
await proveAll(process.env).catch(() => {});
const config = readConfig(process.env);
const log = createLog((line) => process.stdout.write(line));
const parts = await boot(config, log, () => new Date(Date.now() + ahead));
parts.server.listen(config.port, config.host, async () => {
  await parts.worker.start();
  log('started', { port: config.port });
});
