import { useEffect, useState } from 'preact/hooks';
import { ChooseKey } from './choose-key.tsx';
import { ChooseMessages } from './choose-messages.tsx';
import { watchIdle } from './idle.ts';
import { Results } from './results.tsx';
import type { Session } from './session.ts';
import { count, words } from './words.ts';

/** What the page is made of. `listen` is told each time the session is another; `received`: where codes are sent. */
type Props = { session: Session; listen: (changed: () => void) => void; received: string | null };

/** The whole page below its heading. What it shows is the session and nothing else. */
export function Reader({ session, listen, received }: Props) {
  const [, redraw] = useState(0);
  const [soon, setSoon] = useState(false);
  // Each closing draws everything anew, so that nothing typed or opened out is left in a field or a fold.
  const [round, setRound] = useState(0);
  const state = session.state();
  const close = () => {
    session.close();
    setRound((before) => before + 1);
    document.getElementById('title')?.focus();
  };
  useEffect(() => {
    listen(() => redraw((before) => before + 1));
    addEventListener('pagehide', close);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      if (event.type === 'drop') void session.take([...(event.dataTransfer?.files ?? [])]);
    };
    for (const kind of ['dragover', 'drop'] as const) addEventListener(kind, drop);
    return watchIdle(setSoon, () => {
      if (isHolding(session)) close();
    });
  }, []);
  const holding = isHolding(session);
  return (
    <>
      <p role="status" class="closed">
        {round > 0 && !holding ? words.closed : ''}
      </p>
      <div key={round} class="choose">
        <ChooseKey session={session} state={state} />
        <ChooseMessages session={session} state={state} />
      </div>
      <p class="hint drop">{words.drop}</p>
      <p role="status">{state.opening > 0 ? count(words.opening, state.opening) : ''}</p>
      <div role="alert">{soon && holding && <p class="danger">{words.idle}</p>}</div>
      {holding && (
        <p class="close">
          <button class="button" type="button" onClick={close}>
            {words.close}
          </button>
        </p>
      )}
      <Results state={state} received={received} />
    </>
  );
}

function isHolding(session: Session): boolean {
  const { key, waiting, opening, results } = session.state();
  return key.is !== 'none' || waiting > 0 || opening > 0 || results.length > 0;
}
