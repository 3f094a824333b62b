import { type Browser, chromium, type Route } from '@playwright/test';
import { findBrowser } from '../browser.ts';
import { median } from './table.ts';

/** Medians of how long an exit takes, in ms: from the finger's lifting to the request, and to the first blank frame. */
export type ExitTimes = { request: number; frame: number };

/** At the machine's own speed, and with the page's processor six times slower, as an old phone is. */
export type ExitMedians = { usual: ExitTimes; slow: ExitTimes };

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

/**
 * Measures in a browser that runs: a tap on the exit of the form, on a phone's screen; where it leads is never asked. The
 * page has just been loaded, and its script may still be taking the form over.
 * @param rounds taps at each speed, in turns, so that what else the machine does meets both
 */
export async function measureExitIn(browser: Browser, origin: string, rounds = 5): Promise<ExitMedians> {
  const usual: ExitTimes[] = [];
  const slow: ExitTimes[] = [];
  for (let round = 0; round < rounds; round += 1) {
    usual.push(await leaveOnce(browser, origin, 1));
    slow.push(await leaveOnce(browser, origin, slowness));
  }
  return { usual: medianOf(usual), slow: medianOf(slow) };
}

const medianOf = (times: ExitTimes[]): ExitTimes => ({
  request: median(times.map(({ request }) => request)),
  frame: median(times.map(({ frame }) => frame)),
});

async function leaveOnce(browser: Browser, origin: string, rate: number): Promise<ExitTimes> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    // The other page does not come before this one has told when it was blank.
    const held: Route[] = [];
    await page.route(
      (url) => url.origin !== origin,
      (route) => void held.push(route),
    );
    await page.addInitScript(tellWhenBlank);
    await page.goto(`${origin}/en/ask/`);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const asked = new Promise<number>((resolve) => {
      session.on('Network.requestWillBeSent', ({ request, wallTime }) => {
        if (!request.url.startsWith(origin)) resolve(wallTime * 1000);
      });
    });
    const told = page.waitForEvent('console', (message) => message.text().startsWith('blank:'));
    const box = await page.locator('a[data-exit]').first().boundingBox();
    if (!box) throw new Error('The page has no exit to tap.');
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const { lifted, frame } = JSON.parse((await told).text().slice('blank:'.length)) as {
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

/**
 * In the page, before its own scripts: says when the finger was lifted, and how long after it the first frame was shown
 * in which nothing of the page is. It may come sooner, since the page is covered as the finger goes down.
 */
function tellWhenBlank(): void {
  let lifted = Number.NaN;
  let blank = Number.NaN;
  const tell = () => {
    if (Number.isNaN(lifted + blank)) return;
    console.log(`blank:${JSON.stringify({ lifted: performance.timeOrigin + lifted, frame: blank - lifted })}`);
  };
  const look = () => {
    if (document.documentElement.style.opacity !== '0' && document.querySelector('main')) {
      requestAnimationFrame(look);
      return;
    }
    // A message is handled after the frame that is being made.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      blank = performance.now();
      tell();
    };
    port2.postMessage(null);
  };
  addEventListener('pointerdown', () => requestAnimationFrame(look), true);
  addEventListener(
    'click',
    ({ timeStamp }) => {
      lifted = timeStamp;
      tell();
    },
    true,
  );
}
