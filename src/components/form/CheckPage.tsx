import { type Form, senderOf } from '#forms/define.ts';
import { rowsOf } from '#forms/present.ts';
import { Danger } from './Danger.tsx';
import type { PageData, Place, Scripted } from './data.ts';
import { Papers } from './Papers.tsx';
import { Routes } from './Routes.tsx';
import { Rows } from './Rows.tsx';

type Props = { data: PageData; form: Form; place: Place; scripted?: Scripted | undefined };

/** Everything that was answered, in order, each with a way to change it. Nothing that was not. */
export function CheckPage({ data, form, place, scripted }: Props) {
  const rows = rowsOf(form, place.answers, data.words, data.lists);
  return (
    <section data-step="check">
      <h1 tabIndex={-1}>{data.ui.check}</h1>
      <p>{rows.length > 0 ? data.ui.checkIntro : data.ui.checkEmpty}</p>
      <Rows rows={rows} data={data} change />
      {data.papers && data.paperWords && (
        <Papers data={data} paperWords={data.paperWords} place={place} chosen={scripted?.papers} />
      )}
      {senderOf(form, place.answers) === 'professional' ? (
        <Routes data={data} at="check" />
      ) : (
        <Danger data={data} at="check" />
      )}
    </section>
  );
}
