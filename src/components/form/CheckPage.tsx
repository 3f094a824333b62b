import type { Form } from '#forms/define.ts';
import { rowsOf } from '#forms/present.ts';
import { fill } from '#forms/words.ts';
import { formatDay } from '#i18n/formats.ts';
import { Danger } from './Danger.tsx';
import type { PageData, Place } from './data.ts';

/** Everything that was answered, in order, each with a way to change it. Nothing that was not. */
export function CheckPage({ data, form, place }: { data: PageData; form: Form; place: Place }) {
  const rows = rowsOf(form, place.answers, data.words, data.lists);
  return (
    <section data-step="check">
      <h1 tabIndex={-1}>{data.ui.check}</h1>
      <p>{rows.length > 0 ? data.ui.checkIntro : data.ui.checkEmpty}</p>
      <dl class="answers">
        {rows.map((row) => (
          <div key={row.field}>
            <dt>{row.label}</dt>
            <dd>
              {row.lines.map((line) => (
                <span key={line} class={row.free ? 'line own-words' : 'line'}>
                  <bdi>{row.control === 'date' ? formatDay(line, data.chrome.tag) : line}</bdi>
                </span>
              ))}
            </dd>
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
          </div>
        ))}
      </dl>
      <Danger data={data} at="check" />
    </section>
  );
}
