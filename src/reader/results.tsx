import { useEffect, useRef, useState } from 'preact/hooks';
import { unopened } from '#opening/faults.ts';
import { Message } from './message.tsx';
import type { Result, State } from './session.ts';
import { count, words } from './words.ts';

/** Everything that was opened or not. The heading is told and takes the focus once all are there. */
export function Results({ state, received }: { state: State; received: string | null }) {
  const [printing, setPrinting] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { results, opening, left } = state;
  const opened = results.flatMap(({ id, file, message }) =>
    'judged' in message ? [{ id, file, opened: message }] : [],
  );
  const failed = results.flatMap(({ id, file, message }) => ('fault' in message ? [{ id, file, ...message }] : []));
  const done = opening === 0 && results.length > 0;
  useEffect(() => {
    if (done) heading.current?.focus();
  }, [done, results.length]);
  useEffect(() => {
    if (printing === null) return;
    addEventListener('afterprint', () => setPrinting(null), { once: true });
    print();
  }, [printing]);
  if (results.length === 0 && left === 0) return null;
  const parts = [
    count(words.opened, opened.length),
    ...(failed.length > 0 ? [count(words.unopened, failed.length)] : []),
  ];
  return (
    <section class="results" aria-labelledby="results-title">
      <h2 id="results-title" ref={heading} tabIndex={-1}>
        {parts.join(', ')}
      </h2>
      {left > 0 && <p class="error">{count(words.left, left)}</p>}
      {failed.length > 0 && <Failed failed={failed} />}
      {opened.length > 1 && (
        <nav aria-label={words.list}>
          <ul>
            {opened.map((one) => (
              <li key={one.id}>
                <a href={`#title-${one.id}`}>{one.opened.judged.referral?.reference ?? one.file}</a>
                {one.opened.judged.problems.length > 0 && <span class="error"> {words.problems.title}</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {opened.map((one) => (
        <Message
          key={one.id}
          {...one}
          received={received}
          aside={printing !== null && printing !== one.id}
          print={() => setPrinting(one.id)}
        />
      ))}
    </section>
  );
}

type FailedOne = Pick<Result, 'id' | 'file'> & { fault: keyof typeof unopened; inside: string | null };

function Failed({ failed }: { failed: FailedOne[] }) {
  return (
    <section class="danger" aria-labelledby="failed-title">
      <h3 id="failed-title">{words.failed}</h3>
      <ul>
        {failed.map(({ id, file, fault, inside }) => (
          <li key={id}>
            <bdi>{file}</bdi> {unopened[fault]}.
            {inside !== null && (
              <details>
                <summary>{words.inside}</summary>
                <pre dir="auto">{inside}</pre>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
