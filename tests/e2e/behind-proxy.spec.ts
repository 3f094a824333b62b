import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { press, reference, walk } from '../support/form.ts';
import { openDemonstration } from '../support/opened.ts';
import { makeScan, form as professional, answers as referral, withPapers } from '../support/papers.ts';
import { root } from '../support/project-files.ts';
import { ask, type Front, type FrontName, hasFront, startFront } from '../support/proxies.ts';
import { boundary, sendRaw, wholeForm, writeMultipart } from '../support/raw-http.ts';
import { findFreePort, type Site, startSite } from '../support/server.ts';
import { arriveOutside, exitLink, expect, test } from '../support/visits.ts';
import { transport } from './policy-table.ts';

test.describe.configure({ mode: 'default' });

for (const name of ['caddy', 'nginx'] as const) {
  test.describe(`behind ${name}`, () => {
    test.skip(!hasFront(name), `${name} is not installed`);
    let site: Site;
    let proxy: Front;
    const buildDir = path.join(root, 'node_modules', '.cache', `behind-${name}-${process.pid}`);

    test.beforeAll(async () => {
      const port = await findFreePort();
      // The built site, recorded as built for the address that people type.
      cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
      const record = JSON.parse(readFileSync(path.join(buildDir, 'build.json'), 'utf8'));
      const origin = `https://localhost:${port}`;
      writeFileSync(
        path.join(buildDir, 'build.json'),
        JSON.stringify({ ...record, options: { ...record.options, origin } }),
      );
      site = await startSite({
        env: { DEMO: '1', PUBLIC_ORIGIN: origin, BUILD_DIR: buildDir, ADDRESS_HEADER: 'x-real-ip' },
      });
      proxy = await startFront(name, port, new URL(site.origin).host);
    });
    test.afterAll(async () => {
      // Not there where they did not start.
      await (proxy as Front | undefined)?.close();
      await (site as Site | undefined)?.dispose();
      rmSync(buildDir, { recursive: true, force: true });
    });

    /** Posts the form for help through the proxy; gives status, body and reference. */
    const send = async (agent?: Agent) => {
      const id = createId();
      const body = writeMultipart(wholeForm(examples.shortest.answers, id));
      const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}`, Origin: proxy.origin };
      const sent = { headers: { ...headers, 'Content-Length': String(body.length) }, method: 'POST', body };
      const answer = await ask(proxy, '/en/ask/', agent ? { ...sent, agent } : sent);
      return { ...answer, reference: await referenceOf(id) };
    };

    test('every header is as the site sends it, and none says more', async () => {
      const host = new URL(proxy.origin).host;
      const addresses = ['/', '/en/', '/ur/ask/', '/key/referrals/', '/healthz', '/icon.svg', '/api/oruk/services'];
      for (const address of [...addresses, '/en/none/', '/robots.txt']) {
        const through = await ask(proxy, address);
        const asked = `GET ${address} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
        const direct = await sendRaw(site.origin, asked);
        expect(through.status).toBe(direct.status);
        expect(comparable(through.headers)).toEqual(comparable(Object.fromEntries(direct.headers)));
        expect(through.headers['server'] ?? 'nginx').toBe('nginx');
        for (const header of ['via', 'alt-svc', 'x-powered-by', 'set-cookie'])
          expect(through.headers[header]).toBeUndefined();
        expect(through.headers['strict-transport-security']).toContain('max-age=63072000');
        expect(through.headers['content-security-policy']).toContain("default-src 'none'");
      }
    });

    test('the form is filled in and sent with scripts, and opened', async ({ page }) => {
      await page.goto(`${proxy.origin}/en/ask/`);
      await walk(page, examples.full.answers, { atOnce: true });
      await press(page, 'send');
      const { referral: opened } = await openDemonstration(site.dataDir, await reference(page).innerText());
      expect(opened.answers['name']).toBe(examples.full.answers['name']);
    });

    test('and without scripts', async () => {
      const { status, body, reference: sent } = await send();
      expect([status, body.includes(sent)]).toEqual([200, true]);
      await openDemonstration(site.dataDir, sent);
    });

    test('the exit leaves', async ({ page }) => {
      await page.goto(`${proxy.origin}/en/private/`);
      await exitLink(page).click({ noWaitAfter: true });
      await arriveOutside(page);
    });

    test('papers arrive, and nothing of them or of anybody is written down', async () => {
      const parts = withPapers([{ name: 'a.pdf', bytes: makeScan(4 * 2 ** 20) }]);
      const body = writeMultipart(parts);
      const headers = {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': String(body.length),
        Origin: proxy.origin,
      };
      let open: string[] = [];
      const half = () => {
        open = proxy.openFiles();
      };
      const address = `/en/${professional.path}/`;
      const answer = await ask(proxy, address, { method: 'POST', headers, body, half });
      expect(answer.status).toBe(200);
      // nginx takes the name from a file as soon as it has it open: only its process shows it.
      expect(open.filter((file) => file.includes('/temp'))).toEqual([]);
      const written = readdirSync(proxy.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
      const all = [...written, proxy.said()].join('\n');
      expect(all).not.toContain(professional.path);
      expect(all).not.toContain(String(referral['clientName'] ?? 'no such name'));
    });

    test('a body beyond every limit is refused, and the next is taken', async () => {
      const headers = { 'Content-Length': String(26 * 2 ** 20), Origin: proxy.origin };
      const agent = new Agent({ keepAlive: true });
      // As a browser does that asks first, so that the answer is not lost among what it still sends.
      const answer = await ask(proxy, '/en/ask/', { method: 'POST', headers, agent, hold: true });
      agent.destroy();
      expect([answer.status, answer.headers['cache-control']]).toEqual([413, 'no-store']);
      expect((await send()).status).toBe(200);
    });

    test('no form is handed to a connection that the site is about to end', async () => {
      test.setTimeout(60_000);
      const reused = await listReuse(name, [1_000, 4_500, 5_500]);
      // The site ends them after 5 s: whoever takes one then loses what somebody sends.
      expect(reused).toEqual([true, false, false]);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (const pause of [0, 4_950]) {
        await sleep(pause);
        expect((await send(agent)).status).toBe(200);
      }
      agent.destroy();
    });

    test('slow senders are cut, and keep nobody waiting', async () => {
      test.setTimeout(60_000);
      const openFiles = () => readdirSync(`/proc/${site.pid}/fd`).length;
      // Connections that are kept for the next request are among them, and one of ours may take such a one.
      const before = openFiles();
      const { port, ca } = proxy;
      const headers = `POST /pl/ask/ HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${proxy.origin}\r\nContent-Length: 9000\r\nContent-Type: multipart/form-data; boundary=${boundary}`;
      const slow = ['GET /pl/ HTTP/1.1\r\nHost: localhost\r\nX-', `${headers}\r\n\r\n`].map((beginning) =>
        Array.from({ length: 30 }, () => dripInto({ port, ca }, beginning)),
      );
      await expect.poll(openFiles).toBeGreaterThan(before + 15);
      const begun = Date.now();
      expect((await send()).status).toBe(200);
      expect(Date.now() - begun).toBeLessThan(3_000);
      const [inHeaders = [], inBody = []] = slow;
      await Promise.all(inHeaders.map(({ ended }) => ended));
      // Go reads on for a while on a connection that was answered; the site has nothing of it any more.
      await expect.poll(openFiles, { timeout: 20_000 }).toBeLessThan(before + 10);
      if (name === 'nginx') await Promise.all(inBody.map(({ ended }) => ended));
      expect(Date.now() - begun).toBeLessThan(25_000);
      for (const { socket } of slow.flat()) socket.destroy();
    });

    test('TLS 1.1 is not spoken', async () => {
      const spoken = await new Promise<string | null>((resolve) => {
        const socket = connect({
          host: 'localhost',
          port: proxy.port,
          ca: proxy.ca,
          minVersion: 'TLSv1',
          maxVersion: 'TLSv1.1',
          ciphers: 'ALL@SECLEVEL=0',
        });
        socket.on('secureConnect', () => resolve(socket.getProtocol()));
        socket.on('error', () => resolve(null));
      });
      expect(spoken).toBeNull();
    });

    test('of who is asking it hands on what it saw itself, and nothing that they claim', async () => {
      const seen = await lookBehind(name);
      const telling = Object.entries(seen).filter(([header]) => /forward|real-ip|^via$|client/.test(header));
      // For the limit on floods (ADDRESS_HEADER).
      expect(telling).toEqual([['x-real-ip', expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]]);
    });

    test('while the site is away, whoever comes learns whom to ring', async () => {
      await site.stop();
      const answer = await ask(proxy, '/en/');
      expect(answer.status).toBeGreaterThanOrEqual(502);
      expect(answer.body).toContain('0808 2000 247');
      expect(answer.body).toContain('999');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(proxy.said()).not.toContain('/en/');
    });
  });
}

/** What is behind the proxy sees of a request that claims things. */
async function lookBehind(name: FrontName): Promise<IncomingHttpHeaders> {
  let seen: IncomingHttpHeaders = {};
  const behind = createServer((request, response) => {
    seen = request.headers;
    response.end('ok');
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const proxy = await startFront(name, await findFreePort(), `127.0.0.1:${(behind.address() as AddressInfo).port}`);
  try {
    const claimed = ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Via'];
    const headers = Object.fromEntries(claimed.map((header) => [header, '203.0.113.9']));
    expect((await ask(proxy, '/', { headers })).body).toBe('ok');
    return seen;
  } finally {
    await proxy.close();
    behind.close();
  }
}

/** Whether a request that comes after each pause (ms) is handed on by the connection of the one before. */
async function listReuse(name: FrontName, pauses: number[]): Promise<boolean[]> {
  const sockets: Socket[] = [];
  const behind = createServer({ keepAliveTimeout: 60_000 }, ({ socket }, response) => {
    sockets.push(socket);
    response.end('ok');
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const proxy = await startFront(name, await findFreePort(), `127.0.0.1:${(behind.address() as AddressInfo).port}`);
  try {
    const reused: boolean[] = [];
    for (const pause of pauses) {
      await ask(proxy, '/');
      await sleep(pause);
      await ask(proxy, '/');
      reused.push(sockets.at(-1) === sockets.at(-2));
    }
    return reused;
  } finally {
    await proxy.close();
    behind.closeAllConnections();
    behind.close();
  }
}

/** Opens a connection that sends a beginning and then a byte each half second, until it is cut. */
function dripInto(
  { port, ca }: { port: number; ca: string },
  beginning: string,
): { socket: TLSSocket; ended: Promise<void> } {
  const socket = connect({ host: 'localhost', port, ca });
  socket.on('error', () => {});
  socket.write(beginning);
  const drip = setInterval(() => socket.write('a'), 500);
  const ended = new Promise<void>((resolve) => {
    socket.resume().on('end', () => socket.destroy());
    socket.on('close', () => {
      clearInterval(drip);
      resolve();
    });
  });
  return { socket, ended };
}

/** Headers that carry policy; what connections need is left out, and nginx's own name. */
function comparable(headers: IncomingHttpHeaders | Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([header]) => !transport.has(header) && !['server', 'vary', 'content-encoding'].includes(header),
  );
  return Object.fromEntries(kept.map(([header, value]) => [header, String(value)]));
}
