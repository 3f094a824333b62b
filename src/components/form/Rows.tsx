import type { Control } from '#forms/define.ts';
import type { Row } from '#forms/present.ts';
import { fill } from '#forms/words.ts';
import { formatDay } from '#i18n/formats.ts';
import { keepNumbersWhole } from '#message/whole-numbers.ts';
import type { PageData } from './data.ts';

/** Answers that somebody typed. A browser that translates a page sends its words to a company: these are kept from it. */
const typed: readonly Control[] = ['text', 'textarea', 'tel', 'email'];

const lineClass = ({ free, control }: Row) =>
  `line${free ? ' own-words' : ''}${typed.includes(control) ? ' notranslate' : ''}`;

/** What was answered, question by question; with `change`, each has a button back to its page. */
export function Rows({ rows, data, change = false }: { rows: Row[]; data: PageData; change?: boolean }) {
  return (
    <dl class="answers">
      {rows.map((row) => (
        <div key={row.field}>
          <dt>{row.label}</dt>
          <dd>
            {row.lines.map((line) => (
              <span key={line} class={lineClass(row)}>
                <bdi>{row.control === 'date' ? formatDay(line, data.chrome.tag) : keepNumbersWhole(line)}</bdi>
              </span>
            ))}
          </dd>
          {change && (
            <dd class="change">
              <button
                class="quiet"
                type="submit"
                name="action"
                value={`change:${row.step}`}
                aria-label={fill(data.ui.changeOf, { label: row.label })}
              >
                {data.ui.change}
              </button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
