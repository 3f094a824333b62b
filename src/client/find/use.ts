/** The finder's code, as it is fetched. `pressed` is the form, or the place of the map, that asked. */
export type FinderCode = {
  /** Takes the page over with the list of all services; false where the list does not come. */
  startWithList: (root: HTMLElement) => Promise<boolean>;
  /** Takes it over with the server's answer. `unreachable`: there is no connection; `refused`: there is, and no answer. */
  startWithServer: (root: HTMLElement, pressed: Element) => Promise<'started' | 'unreachable' | 'refused'>;
};

const partOf = (event: Event, selector: string) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

/**
 * Lets the finder come when somebody begins to use it: most who open the page only read, and their phone should fetch no
 * more than that. What is pressed before is held and done as soon as it is there, so that the visit stays one entry of
 * the history. Where the list does not come the server is asked, and where no code comes the browser sends the form.
 */
export function startOnUse(root: HTMLElement, fetchCode: () => Promise<FinderCode>): void {
  let started = false;
  let starting: Promise<boolean> | null = null;
  let held: Element | null = null;

  const begin = () => {
    starting ??= fetchCode()
      .then(({ startWithList }) => startWithList(root))
      .catch(() => false)
      .then((done) => {
        started ||= done;
        starting = null;
        return done;
      });
    return starting;
  };

  async function hold(event: Event, pressed: Element): Promise<void> {
    event.preventDefault();
    const waiting = held !== null;
    held = pressed;
    if (waiting) return;
    say(root, root.dataset['waiting']);
    const done = await begin();
    const last = held;
    held = null;
    // Who has left meanwhile has left.
    if (!root.isConnected) return;
    // The word beside the button is the finder's own now: it took it away when it came.
    if (done) last.dispatchEvent(new Event(last instanceof HTMLFormElement ? 'submit' : 'click', press));
    else await doWithout(last);
  }

  async function doWithout(pressed: Element): Promise<void> {
    const done = await fetchCode()
      .then(({ startWithServer }) => startWithServer(root, pressed))
      .catch(() => 'refused' as const);
    started ||= done === 'started';
    if (done !== 'started') say(root, '');
    if (done === 'started' || !root.isConnected) return;
    if (done === 'unreachable' || !navigator.onLine) say(root, root.dataset['offline']);
    else if (pressed instanceof HTMLFormElement) pressed.submit();
    else location.replace(pressed.getAttribute('href') ?? location.href);
  }

  const interest = (event: Event) => {
    if (!started && partOf(event, 'form, [data-place], [data-scripted]')) begin();
  };
  root.addEventListener('focusin', interest);
  root.addEventListener('pointerdown', interest);
  root.addEventListener('submit', (event) => {
    const form = partOf(event, 'form');
    if (!started && form) hold(event, form);
  });
  root.addEventListener('click', (event) => {
    const pressed = partOf(event, '[data-place], [data-scripted]');
    if (!started && pressed) hold(event, pressed);
  });
  for (const button of root.querySelectorAll<HTMLElement>('[data-scripted]')) button.hidden = false;
}

const press = { bubbles: true, cancelable: true };

/** Says a word beside the button, which a screen reader reads out. */
function say(root: HTMLElement, text = ''): void {
  const status = root.querySelector('#find-said');
  if (status) status.textContent = text;
}
