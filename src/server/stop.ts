import type { Server } from 'node:http';
import type { Log } from '#log';

/** What is stopped: first no new requests, then the mail that is on its way, then the store. */
export type Stoppable = { server: Server; worker: { stop: () => Promise<void> }; close: () => Promise<void> };

/** The longest a stop waits for requests under way, in ms. */
const patience = 10_000;

/** On one of `signals`, finishes what is under way and ends the process with 0. A second signal ends it at once. */
export function stopOn(signals: NodeJS.Signals[], parts: Stoppable, log: Log): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    log('stopping');
    const closed = new Promise((resolve) => parts.server.close(resolve));
    // A connection whose answer has just gone out is kept open for the next request, which will not be taken.
    setInterval(() => parts.server.closeIdleConnections(), 100).unref();
    setTimeout(() => parts.server.closeAllConnections(), patience).unref();
    await closed;
    await parts.worker.stop();
    await parts.close();
    log('stopped');
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, stop);
}
