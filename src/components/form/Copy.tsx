import type { Answers, Form } from '#forms/define.ts';
import { rowsOf } from '#forms/present.ts';
import type { PageData, SentData } from './data.ts';
import { Rows } from './Rows.tsx';

type Props = { data: PageData; form: Form; sent: SentData; answers: Answers };

/**
 * What a professional keeps: the reference, and only if they ask for it what they wrote about somebody. The box works by
 * style alone, so that it does without a script and prints what is in view.
 */
export function Copy({ data, form, sent, answers }: Props) {
  const { words } = sent;
  const rows = rowsOf(form, answers, data.words, data.lists);
  return (
    <section class="copy">
      <h2>{words.copyHeading}</h2>
      <p>{words.copyText}</p>
      <p class="copy-reference">
        {data.words.title} <bdi dir="ltr">{sent.reference}</bdi>
      </p>
      {rows.length > 0 && (
        <>
          <label class="choice">
            <input type="checkbox" id="copy-all" autoComplete="off" />
            <span>{words.copyAll}</span>
          </label>
          <div class="copy-rows">
            <Rows rows={rows} data={data} />
          </div>
        </>
      )}
    </section>
  );
}
