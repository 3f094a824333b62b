import { findCode } from '#opening/code.ts';
import type { Opened } from '#opening/open-message.ts';
import { Actions } from './actions.tsx';
import { Attachments } from './attachments.tsx';
import { MessageText } from './message-text.tsx';
import { Received } from './received.tsx';
import { fill, words } from './words.ts';

/** What one opened message is shown from. `aside`: another one is being printed. */
type Props = { id: number; file: string; opened: Opened; received: string | null; aside: boolean; print: () => void };

/** One opened message: what is wrong with it first, then its words, its attachments, and what can be done with it. */
export function Message({ id, file, opened, received, aside, print }: Props) {
  const { sent, judged } = opened;
  const { referral, problems, attached, text } = judged;
  const reference = referral?.reference ?? words.noReference;
  const code = findCode(text);
  const sound = problems.length === 0;
  return (
    <article class={aside ? 'message aside' : 'message'} id={`message-${id}`} aria-labelledby={`title-${id}`}>
      <div class="running">
        <h2 id={`title-${id}`} tabIndex={-1}>
          {words.message} <span class="code">{reference}</span>
        </h2>
      </div>
      <div class="body">
        <p class="hint">
          {fill(words.file, { name: file })}
          {sent && <br />}
          {sent && fill(words.sent, { time: writeTime(sent) })}
        </p>
        {sound ? (
          <p class="passed">{words.passed}</p>
        ) : (
          <section class="danger" aria-labelledby={`problems-${id}`}>
            <h3 id={`problems-${id}`}>{words.problems.title}</h3>
            <p>{words.problems.lead}</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </section>
        )}
        <MessageText text={text} language={referral?.language} />
        {attached.length > 0 && referral && <Attachments reference={reference} files={attached} />}
        <Actions referral={referral} sound={sound} print={print} />
        {code !== null && <Received code={code} address={received} />}
      </div>
    </article>
  );
}

/** By the county's clock, wherever the reader is. */
function writeTime(time: Date): string {
  return time.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' });
}
