import { useEffect, useRef } from 'preact/hooks';
import { fill } from '#forms/words.ts';
import { pluralText } from '#i18n/plural.ts';
import type { Chosen, PageData, PaperWords, Place } from './data.ts';
import { faultTexts, limitsOf, papersId } from './papers.ts';

type Props = { data: PageData; paperWords: PaperWords; place: Place; chosen: Chosen | undefined };

/**
 * Papers to send along, chosen here alone. Without a script the browser's own input holds them; a script holds them in
 * memory, through errors and other languages, and lets them be taken off one by one.
 */
export function Papers({ data, paperWords, place, chosen }: Props) {
  const errors = faultTexts(place.papers?.faults ?? [], data);
  const names = chosen?.names ?? [];
  const described = [`${papersId}-hint`, ...(errors.length > 0 ? [`${papersId}-error`] : [])].join(' ');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) chosen?.fill(input.current);
  }, [chosen === undefined, names.length]);
  return (
    <div class={errors.length > 0 ? 'question wrong' : 'question'}>
      <label for={papersId}>{paperWords.papers}</label>
      <p class="hint" id={`${papersId}-hint`}>
        {fill(paperWords.papersHint, limitsOf(data))}
      </p>
      {errors.length > 0 && (
        <div id={`${papersId}-error`}>
          {errors.map((text) => (
            <p key={text} class="error">
              <span class="hidden">{data.ui.errorPrefix}</span>
              <bdi>{text}</bdi>
            </p>
          ))}
        </div>
      )}
      <input
        ref={input}
        type="file"
        id={papersId}
        name={papersId}
        multiple
        accept={data.papers?.accept}
        aria-describedby={described}
        aria-invalid={errors.length > 0 ? 'true' : undefined}
        onChange={(event) => chosen?.choose(event.currentTarget)}
      />
      {chosen && (
        <Kept names={names} data={data} paperWords={paperWords} drop={(index) => drop(chosen, index, input.current)} />
      )}
    </div>
  );
}

/** What had the focus goes with its line: the input is the next place that makes sense. */
function drop(chosen: Chosen, index: number, input: HTMLInputElement | null): void {
  chosen.drop(index);
  input?.focus();
}

type KeptProps = Pick<Props, 'data' | 'paperWords'> & { names: string[]; drop: (index: number) => void };

function Kept({ names, data, paperWords, drop }: KeptProps) {
  // A status that comes together with its words is not said: it has to be there before.
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said.current) {
      said.current.textContent =
        names.length > 0 ? pluralText(paperWords, 'papersChosen', names.length, data.chrome.tag) : '';
    }
  }, [names.length, data]);
  return (
    <>
      <p role="status" ref={said} class="hint" />
      <ul class="papers">
        {names.map((name, index) => (
          <li key={`${index} ${name}`}>
            <bdi>{name}</bdi>
            <button
              class="quiet"
              type="button"
              aria-label={fill(paperWords.papersDropOf, { name })}
              onClick={() => drop(index)}
            >
              {paperWords.papersDrop}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
