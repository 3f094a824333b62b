import { fill } from '#forms/words.ts';
import { pluralText } from '#i18n/plural.ts';
import { Phone } from '../site/Phone.tsx';
import type { Card, Choice, FinderData, FinderScript, Found } from './data.ts';
import { KeepButton } from './KeepButton.tsx';
import { linkOf } from './link.ts';
import { ServiceItem } from './ServiceItem.tsx';

type Props = {
  data: FinderData;
  choice: Choice;
  found: Found;
  asked: boolean;
  scripted?: FinderScript | undefined;
};

/** So many are shown at once; the others stand behind a word, for a long list frightens and hides what is best. */
const shownAtOnce = 12;

/** What was found and how well it fits, then the lines to ring. */
export function Results({ data, choice, found, asked, scripted }: Props) {
  const { words } = data;
  const best = found.cards.slice(0, shownAtOnce);
  const others = found.cards.slice(shownAtOnce);
  const items = (cards: Card[]) => (
    <ul class="list">
      {cards.map((card) => (
        <ServiceItem key={card.id} card={card} data={data}>
          <KeepButton card={card} data={data} scripted={scripted} />
        </ServiceItem>
      ))}
    </ul>
  );
  return (
    <section id="results" tabIndex={-1} aria-labelledby="results-title">
      {found.emergency && (
        <div class="danger">
          <p class="ring">
            <a href="tel:999">{data.ring999}</a>
          </p>
        </div>
      )}
      <h2 id="results-title">{asked ? pluralText(words, 'count', found.cards.length, data.tag) : words.first}</h2>
      <Notes data={data} found={found} />
      {asked && linkOf(choice, data) !== null && <ShareButton data={data} scripted={scripted} />}
      {scripted && scripted.kept.length > 0 && (
        <p>
          <a href="#kept" data-focus="kept">
            {words.list} ({scripted.kept.length})
          </a>
        </p>
      )}
      {items(best)}
      {others.length > 0 && (
        <details key={JSON.stringify(choice)} class="more">
          <summary>{pluralText(words, 'more', others.length, data.tag)}</summary>
          {items(others)}
        </details>
      )}
      {asked && found.lines.length > 0 && (
        <>
          <h2>{words.lines}</h2>
          {items(found.lines)}
        </>
      )}
    </section>
  );
}

/** What did not fit, and where else to ask. */
function Notes({ data, found }: Pick<Props, 'data' | 'found'>) {
  const { words } = data;
  const dropped = found.relaxed.map((facet) => words[`facet_${facet}` as keyof typeof words]);
  const list = new Intl.ListFormat(data.tag, { type: 'unit' });
  const notes = [
    found.outcode === 'outside' ? fill(words.outside, { county: data.county }) : '',
    found.outcode === 'several' ? words.several : '',
    found.outcode === 'unknown' ? words.unknown : '',
    dropped.length > 0 ? fill(words.relaxed, { what: list.format(dropped) }) : '',
  ].filter(Boolean);
  const foreign = found.handover && found.handover.lang !== data.tag ? found.handover.lang : undefined;
  return (
    <>
      {notes.map((note) => (
        <p class="notice" key={note}>
          {note}
        </p>
      ))}
      {found.handover && (
        <p class="notice">
          {words.nothing}{' '}
          <span lang={foreign} dir={foreign ? 'ltr' : undefined}>
            {found.handover.text}
          </span>{' '}
          <bdi>{found.handover.name}</bdi> <Phone number={found.handover.number} />
        </p>
      )}
      {found.ownBehaviour && (
        <p class="notice">
          <a href={data.ownHref}>{words.own}</a>
        </p>
      )}
    </>
  );
}

/** A link to hand on, of short signs that say nothing. It waits, unseen, for a script. */
function ShareButton({ data, scripted }: Pick<Props, 'data' | 'scripted'>) {
  return (
    <p class="share">
      <button class="quiet" type="button" data-scripted hidden={!scripted} onClick={scripted?.share}>
        {data.words.link}
      </button>
      {scripted?.link && (
        <label>
          {data.words.linkHere}
          <input type="text" readOnly dir="ltr" class="wide" value={scripted.link} autoComplete="off" />
        </label>
      )}
    </p>
  );
}
