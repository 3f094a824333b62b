import type { IncomingMessage } from 'node:http';
import { createNames } from '#flood/names.ts';
import { senderNetwork } from '#flood/network.ts';
import type { Log } from '#log';

/** What a proxy in front says, and nobody else has a reason to. */
const proxies = ['x-forwarded-for', 'x-real-ip', 'forwarded'];

/**
 * Names whoever sends a request, so that sends can be counted: a hash of their network under a key of the day, or null where
 * it cannot be known. The address itself goes no further. Warns once where a proxy seems to stand before the site and no
 * header is named: then nobody can be told apart.
 * @param header the only header that is believed, in lower case; it is taken out of the request
 */
export function createSenders(
  header: string | null,
  clock: () => Date,
  log: Log,
): (request: IncomingMessage) => Promise<string | null> {
  const name = createNames(() => clock().getTime());
  let warned = false;
  return async (request) => {
    if (header === null && !warned && proxies.some((name) => request.headers[name] !== undefined)) {
      warned = true;
      log('warning', { code: 'proxy', setting: 'ADDRESS_HEADER' });
    }
    const said = header === null ? undefined : request.headers[header];
    if (header !== null) delete request.headers[header];
    const network = senderNetwork(request.socket.remoteAddress, [said].flat().at(-1) ?? null);
    return network === null ? null : name(network);
  };
}
