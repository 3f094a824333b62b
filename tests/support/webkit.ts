import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawn, pressUntil, strokesOf, type Tab } from './tab.ts';

/** Where Debian keeps the driver of WebKit, the engine of Safari, and a display without a screen. */
const programs = { driver: '/usr/bin/WebKitWebDriver', display: '/usr/bin/Xvfb' };

/** Whether both are installed; where they are not, the tests are skipped and say so. */
export const hasWebkit = Object.values(programs).every((file) => existsSync(file));

/** WebKit's own small browser with one window, in a folder of its own until it is closed. */
export type Webkit = { tab: Tab; close: () => Promise<void> };

/** Starts it; what is meant for other hosts than this machine goes to the proxy. */
export async function startWebkit(proxyPort: number): Promise<Webkit> {
  const home = mkdtempSync(path.join(tmpdir(), 'webkit-'));
  const display = startDisplay();
  const port = await findPort();
  const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: `:${await display.number}`,
      https_proxy: `http://127.0.0.1:${proxyPort}`,
      no_proxy: '127.0.0.1,localhost',
      // Nobody listens to it: without this it looks for a screen reader's bus.
      NO_AT_BRIDGE: '1',
    },
    stdio: 'ignore',
  });
  const session = await begin(`http://127.0.0.1:${port}`);
  return {
    tab: driveTab(session),
    close: async () => {
      await session('DELETE', '').catch(() => {});
      await Promise.all([end(driver), end(display.child)]);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A display that chooses its own number and says it. */
function startDisplay(): { child: ChildProcess; number: Promise<string> } {
  const child = spawn(programs.display, ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (said: Buffer) => resolve(said.toString().trim()));
    child.once('close', () => reject(new Error('Xvfb did not start')));
  });
  return { child, number };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill();
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(late);
}

/** A command of WebDriver to a session; what the browser refuses is thrown with its reason. */
type Send = (method: 'GET' | 'POST' | 'DELETE', command: string, body?: object) => Promise<unknown>;

async function begin(driver: string): Promise<Send> {
  const send = async (method: string, address: string, body?: object) => {
    const response = await fetch(driver + address, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value as unknown;
  };
  const capabilities = { alwaysMatch: { acceptInsecureCerts: true } };
  for (let tries = 0; ; tries += 1) {
    try {
      const { sessionId } = (await send('POST', '/session', { capabilities })) as { sessionId: string };
      return (method, command, body) => send(method, `/session/${sessionId}${command}`, body);
    } catch (error) {
      // The driver needs a moment until it listens.
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function driveTab(send: Send): Tab {
  const read = async <Value>(expression: string) => {
    const script = `const [done] = arguments; Promise.resolve(${expression}).then((value) => done(JSON.stringify(value)));`;
    const value = (await send('POST', '/execute/async', { script, args: [] })) as string | null;
    return JSON.parse(value ?? 'null') as Value;
  };
  const address = () => send('GET', '/url').then(String);
  const clickOnce = async (selector: string) => {
    const element = await send('POST', '/element', { using: 'css selector', value: selector });
    await read(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: 'center' })`);
    await read(drawn);
    const steps = [
      { type: 'pointerMove', x: 0, y: 0, origin: element },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await send('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', actions: steps }] });
  };
  return {
    open: async (url) => void (await send('POST', '/url', { url })),
    click: (selector) => pressUntil(() => clickOnce(selector)),
    press: async (...keys) =>
      void (await send('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions: strokesOf(keys) }] })),
    read,
    address,
    go: async (by) => {
      const before = await address();
      await send('POST', by < 0 ? '/back' : '/forward', {});
      return (await address()) !== before;
    },
  };
}
