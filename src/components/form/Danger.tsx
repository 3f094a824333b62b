import { Phone } from '../site/Phone.tsx';
import type { Line, PageData } from './data.ts';

/** Lines to ring, one under the other. */
export function Lines({ lines }: { lines: Line[] }) {
  return (
    <ul class="lines">
      {lines.map(({ name, number, hours, lang }) => (
        <li key={number}>
          <span>{name}</span> <Phone number={number} />{' '}
          <span class="hint" lang={lang}>
            {hours}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What to do in danger: before the first question, before *Send* and after it. */
export function Danger({ data }: { data: PageData }) {
  return (
    <section class="danger" aria-labelledby="danger-title">
      <h2 id="danger-title">{data.ui.dangerTitle}</h2>
      <p>{data.ui.dangerText}</p>
      <Lines lines={data.lines.danger} />
    </section>
  );
}
