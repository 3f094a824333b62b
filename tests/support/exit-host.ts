import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createCertificate } from './certificates.ts';

/** A request that reached the outside world: whom it was meant for, and when, in ms since 1970. */
export type OutsideRequest = { host: string; path: string; headers: IncomingMessage['headers']; at: number };

/** Everything outside the site, on this machine: the page people search on, and the hosts that the exit leads to. */
export type Outside = {
  /** The page a visit begins at, on a host of its own. Opens a link to `?to=` when its link is clicked. */
  searchUrl: (to: string) => string;
  /** Where TLS for any host is answered. */
  port: number;
  /** What makes Chromium take that for every host but loopback's. */
  browserArguments: string[];
  /** The same for a browser that is told by a proxy: where one tunnels to whatever host is asked for. */
  proxyPort: number;
  /** What came for other hosts than the search page's. */
  requests: OutsideRequest[];
  /** How a host answers from now on: at once, never, or after so many ms. */
  answer: (host: string, how: 'fast' | 'never' | number) => void;
  /** Forgets requests and answers at once again, also whoever is still waiting. */
  reset: () => void;
  close: () => Promise<void>;
};

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><link rel="icon" href="data:,"><body>${body}`;

function sendPage(response: ServerResponse, html: string) {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(html);
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Starts it. The certificate is a test's own, so that a browser must be told to accept it. */
export async function startOutside(): Promise<Outside> {
  const certificate = await createCertificate();
  const sockets = new Set<Socket>();
  const requests: OutsideRequest[] = [];
  const answers = new Map<string, 'fast' | 'never' | number>();
  const waiting = new Set<() => void>();

  const search = createServer((request, response) => {
    const to = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to') ?? '';
    sendPage(response, page('Search', `<h1>Search</h1><a id="result" href="${to}">A result</a>`));
  });
  const exits = createTlsServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const host = request.headers.host ?? '';
    const at = performance.timeOrigin + performance.now();
    requests.push({ host, path: request.url ?? '', headers: request.headers, at });
    const how = answers.get(host) ?? 'fast';
    const html = page(host, `<h1>Weather</h1>`);
    if (how === 'fast') sendPage(response, html);
    else if (how === 'never') waiting.add(() => sendPage(response, html));
    else setTimeout(() => sendPage(response, html), how);
  });
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', (_request, socket) => {
    const tunnel = connect(portOf(exits), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    tunnel.pipe(socket).pipe(tunnel);
    for (const end of [tunnel, socket]) end.on('error', () => tunnel.destroy());
  });
  for (const server of [search, exits, proxy]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
  return {
    searchUrl: (to) => `http://localhost:${portOf(search)}/?to=${encodeURIComponent(to)}`,
    port: portOf(exits),
    browserArguments: [`--host-resolver-rules=MAP * 127.0.0.1:${portOf(exits)}, EXCLUDE localhost, EXCLUDE 127.0.0.1`],
    proxyPort: portOf(proxy),
    requests,
    answer: (host, how) => answers.set(host, how),
    reset: () => {
      answers.clear();
      for (const send of waiting) send();
      waiting.clear();
      requests.length = 0;
    },
    close: async () => {
      const closed = [search, exits, proxy].map((server) => new Promise((resolve) => server.close(resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
      certificate.remove();
    },
  };
}
