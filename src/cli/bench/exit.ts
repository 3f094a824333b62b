import { type Browser, chromium, type Route } from '@playwright/test';
import { findBrowser } from '../browser.ts';
import { median } from './table.ts';

/** Medians of how long an exit takes, in ms: from the finger's lifting to the request, and to the first empty frame. */
export type ExitTimes = { request: number; frame: number };

/** At the machine's own speed, and with the page's processor six times slower, as an old phone is. */
export type ExitMedians = { usual: ExitTimes; slow: ExitTimes };

const rounds = 5;
const slowness = 6;

/** Starts the browser that the tests use, measures and ends it. `origin` is where the site answers. */
export async function measureExit(origin: string): Promise<ExitMedians> {
  const browser = await chromium.launch({
    executablePath: findBrowser(() => {}),
    // Chromium's sandbox refuses to run as root, which is what a container is.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    return await measureExitIn(browser, origin);
  } finally {
    await browser.close();
  }
}

/** Measures in a browser that runs: a tap on the exit of the form, on a phone's screen; where it leads is never asked. */
export async function measureExitIn(browser: Browser, origin: string): Promise<ExitMedians> {
  return { usual: await measureAt(browser, origin, 1), slow: await measureAt(browser, origin, slowness) };
}

async function measureAt(browser: Browser, origin: string, rate: number): Promise<ExitTimes> {
  const times: ExitTimes[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await leaveOnce(browser, origin, rate));
  return { request: median(times.map(({ request }) => request)), frame: median(times.map(({ frame }) => frame)) };
}

async function leaveOnce(browser: Browser, origin: string, rate: number): Promise<ExitTimes> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    // The other page does not come before this one has told when it was empty.
    const held: Route[] = [];
    await page.route(
      (url) => url.origin !== origin,
      (route) => void held.push(route),
    );
    await page.addInitScript(tellWhenEmpty);
    await page.goto(`${origin}/en/ask/`);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const asked = new Promise<number>((resolve) => {
      session.on('Network.requestWillBeSent', ({ request, wallTime }) => {
        if (!request.url.startsWith(origin)) resolve(wallTime * 1000);
      });
    });
    const told = page.waitForEvent('console', (message) => message.text().startsWith('empty:'));
    const box = await page.locator('a[data-exit]').first().boundingBox();
    if (!box) throw new Error('The page has no exit to tap.');
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const { lifted, frame } = JSON.parse((await told).text().slice('empty:'.length)) as {
      lifted: number;
      frame: number;
    };
    const request = (await asked) - lifted;
    await Promise.all(held.map((route) => route.abort()));
    return { request, frame };
  } finally {
    await context.close();
  }
}

/** In the page, before its own scripts: says when a click happened, and how long after it the next frame was shown. */
function tellWhenEmpty(): void {
  addEventListener(
    'click',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        // A message is handled after the frame that is being made.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const times = { lifted: performance.timeOrigin + timeStamp, frame: performance.now() - timeStamp };
          console.log(`empty:${JSON.stringify(times)}`);
        };
        port2.postMessage(null);
      });
    },
    true,
  );
}
