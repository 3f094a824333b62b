import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { drawn, pressUntil, strokesOf, type Tab } from './tab.ts';

/** Where Debian keeps Firefox, or null where it is not installed: then its tests are skipped and say so. */
export const firefoxPath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((file) => existsSync(file)) ?? null;

/** Firefox with a profile of its own, on disk until `remove`. */
export type Firefox = {
  profile: string;
  openTab: () => Promise<Tab>;
  /** Ends it as a person does, so that everything it keeps is written. */
  close: () => Promise<void>;
  remove: () => void;
};

/** What a browser looks up by itself goes nowhere here; everything a page causes goes through the proxy. */
const preferences = (proxyPort: number): Record<string, string | number | boolean> => ({
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  // So that what it keeps for a crash is there soon, and words of pages can be found in what it keeps of them.
  'browser.sessionstore.interval': 500,
  'network.http.accept-encoding': 'identity',
  'network.http.accept-encoding.secure': 'identity',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxyPort,
  'network.proxy.type': 1,
  'services.settings.server': 'data:,none',
});

/** Starts Firefox without a window and speaks WebDriver BiDi with it, which it has built in. */
export async function startFirefox(file: string, proxyPort: number): Promise<Firefox> {
  const profile = mkdtempSync(path.join(tmpdir(), 'firefox-'));
  const lines = Object.entries(preferences(proxyPort)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(file, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const send = await connect(await findAddress(child));
  await send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return {
    profile,
    openTab: async () => {
      const { context } = (await send('browsingContext.create', { type: 'tab' })) as { context: string };
      return driveTab(send, context);
    },
    close: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await send('browser.close').catch(() => {});
      await ended;
      clearTimeout(late);
    },
    remove: () => {
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function findAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(`${address}/session`);
    });
    child.once('close', () => reject(new Error(`Firefox did not start:\n${said.join('\n')}`)));
  });
}

type Send = (method: string, params?: object) => Promise<unknown>;

async function connect(address: string): Promise<Send> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data));
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new Error(`${error}: ${message}`));
    else one?.resolve(result);
  });
  let last = 0;
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
}

function driveTab(send: Send, context: string): Tab {
  const read = async <Value>(expression: string) => {
    const answer = (await send('script.evaluate', {
      expression: `JSON.stringify(${expression})`,
      target: { context },
      awaitPromise: true,
    })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result?.value ?? 'null') as Value;
  };
  const address = async () => {
    const { contexts } = (await send('browsingContext.getTree', { root: context })) as { contexts: { url: string }[] };
    return contexts[0]?.url ?? '';
  };
  const act = (actions: object) => send('input.performActions', { context, actions: [actions] });
  const clickOnce = async (selector: string) => {
    const locator = { type: 'css', value: selector };
    const { nodes } = (await send('browsingContext.locateNodes', { context, locator, maxNodeCount: 1 })) as {
      nodes: { sharedId: string }[];
    };
    const [element] = nodes;
    if (!element) throw new Error(`there is no ${selector}`);
    await read(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: 'center' })`);
    await send('script.evaluate', { expression: drawn, target: { context }, awaitPromise: true });
    const steps = [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await act({ type: 'pointer', id: 'mouse', actions: steps });
  };
  return {
    open: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    click: (selector) => pressUntil(() => clickOnce(selector)),
    press: (...keys) => act({ type: 'key', id: 'keys', actions: strokesOf(keys) }).then(() => {}),
    read,
    address,
    go: (by) =>
      send('browsingContext.traverseHistory', { context, delta: by }).then(
        () => true,
        (error: Error) => {
          if (error.message.startsWith('no such history entry')) return false;
          throw error;
        },
      ),
  };
}

/** What Firefox has kept of open tabs, to open them again after a crash: everything in its `.jsonlz4` files, as text. */
export function readSessions(profile: string): string {
  const folder = path.join(profile, 'sessionstore-backups');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((name) => /\.(jsonlz4|baklz4)$/.test(name))
    .map((name) => unpack(readFileSync(path.join(folder, name))))
    .join('\n');
}

/** Mozilla's own frame around one LZ4 block: eight bytes of name, four of length. */
function unpack(bytes: Buffer): string {
  const output = Buffer.alloc(bytes.readUInt32LE(8));
  let from = 12;
  let to = 0;
  const readLength = (first: number) => {
    let length = first;
    for (let more = first === 15 ? 255 : 0; more === 255; length += more) more = bytes[from++] ?? 0;
    return length;
  };
  while (from < bytes.length) {
    const token = bytes[from++] ?? 0;
    const literals = readLength(token >> 4);
    bytes.copy(output, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= bytes.length) break;
    const distance = bytes.readUInt16LE(from);
    from += 2;
    for (let left = readLength(token & 15) + 4; left > 0; left -= 1) {
      output[to] = output[to - distance] ?? 0;
      to += 1;
    }
  }
  return output.toString('utf8');
}
