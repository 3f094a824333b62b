import { Lines } from './Danger.tsx';
import type { PageData, Place } from './data.ts';

const texts = {
  expired: 'expired',
  'not-sent': 'problem',
  offline: 'offline',
  emptied: 'emptied',
  busy: 'papersBusy',
  again: 'again',
} as const;

type Props = { data: PageData; notice: Place['notice']; waiting: boolean };

/** What the person is told before anything else. Where *Send* has to be pressed once more, it is here, with lines to ring. */
export function Notice({ data, notice, waiting }: Props) {
  const { ui } = data;
  if (!notice) return null;
  return (
    <section class={notice === 'again' ? 'notice' : 'summary'} role="alert" id="notice" tabIndex={-1}>
      {notice === 'not-sent' && <h2>{ui.problemTitle}</h2>}
      {notice === 'again' && <h2>{ui.againTitle}</h2>}
      <p>{{ ...ui, ...data.paperWords }[texts[notice]]}</p>
      {notice === 'again' && (
        <>
          <div class="actions">
            <button class="main" type="submit" name="action" value="send" aria-disabled={waiting}>
              {ui.send}
            </button>
          </div>
          <Lines lines={data.lines.danger} text={ui.dangerLine} />
        </>
      )}
    </section>
  );
}
