import { Phone } from '../site/Phone.tsx';
import { Sentence } from '../site/Sentence.tsx';
import type { Line, PageData } from './data.ts';

/** Lines to ring, one under the other, each named by `text` around its `{{name}}`. */
export function Lines({ lines, text = '{{name}}' }: { lines: Line[]; text?: string }) {
  return (
    <ul class="lines">
      {lines.map(({ name, number, hours, lang }) => (
        <li key={number}>
          <Sentence text={text} values={{ name }} /> <Phone number={number} />{' '}
          <span class="hint" lang={lang}>
            {hours}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What to do in danger: before the first question, before *Send* and after it. `at` keeps its ids apart. */
export function Danger({ data, at }: { data: PageData; at: string }) {
  return (
    <section class="danger" aria-labelledby={`danger-${at}`}>
      <h2 id={`danger-${at}`}>{data.ui.dangerTitle}</h2>
      <p class="ring">
        <Phone number="999" />
      </p>
      <p>{data.ui.dangerText}</p>
      <Lines lines={data.lines.danger} text={data.ui.dangerLine} />
    </section>
  );
}
