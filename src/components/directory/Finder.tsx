import { fill } from '#forms/words.ts';
import { pluralText } from '#i18n/plural.ts';
import { Phone } from '../site/Phone.tsx';
import type { Card, Choice, FinderData, Found, Place } from './data.ts';
import { FinderFields } from './FinderFields.tsx';
import { ServiceItem } from './ServiceItem.tsx';
import { TileMap } from './TileMap.tsx';

/** What a page with a script adds: a list in memory alone. */
export type FinderScript = {
  kept: Card[];
  keep: (card: Card) => void;
  /** Copies a link of short signs; null where nothing was chosen that may stand in one. */
  share: (() => void) | null;
  shared: boolean;
};

type Props = {
  data: FinderData;
  choice: Choice;
  /** Null until something was asked: the services to begin with are shown then. */
  found: Found;
  asked: boolean;
  hrefOf: (place: Place) => string;
  ring999: string;
  scripted?: FinderScript | undefined;
};

/** The finder: questions, map and results. Never an empty page: lines to ring are always there. */
export function Finder({ data, choice, found, asked, hrefOf, ring999, scripted }: Props) {
  return (
    <>
      {found.emergency && (
        <section class="danger">
          <p class="ring">
            <a href="tel:999">{ring999}</a>
          </p>
        </section>
      )}
      <form id="finder" method="post" action={data.action} encType="multipart/form-data" autoComplete="off">
        <FinderFields data={data} choice={choice} />
        <div class="actions">
          <button class="main" type="submit" name="action" value="show">
            {data.words.show}
          </button>
          {asked && <a href={data.action}>{data.words.clear}</a>}
        </div>
      </form>
      <TileMap data={data} chosen={choice.area} hrefOf={hrefOf} />
      <Results data={data} found={found} asked={asked} scripted={scripted} />
      {scripted && scripted.kept.length > 0 && <KeptList data={data} scripted={scripted} />}
    </>
  );
}

function Results({ data, found, asked, scripted }: Pick<Props, 'data' | 'found' | 'asked' | 'scripted'>) {
  const { words } = data;
  const facetWord = (facet: string) => words[`facet_${facet}` as keyof typeof words];
  const notes = [
    found.outcode === 'outside' ? fill(words.outside, { county: data.county }) : '',
    found.outcode === 'several' ? words.several : '',
    found.outcode === 'unknown' ? words.unknown : '',
    found.relaxed.length > 0
      ? fill(words.relaxed, {
          what: new Intl.ListFormat(data.tag, { type: 'unit' }).format(found.relaxed.map(facetWord)),
        })
      : '',
  ].filter(Boolean);
  return (
    <section id="results" tabIndex={-1} aria-labelledby="results-title">
      <h2 id="results-title">{asked ? words.results : words.first}</h2>
      <p role="status" class="hint">
        {asked ? pluralText(words, 'count', found.cards.length, data.tag) : ''}
      </p>
      {notes.map((note) => (
        <p class="notice" key={note}>
          {note}
        </p>
      ))}
      {found.handover && (
        <p class="notice">
          {words.nothing} {found.handover.text} <bdi>{found.handover.name}</bdi>{' '}
          <Phone number={found.handover.number} />
        </p>
      )}
      {found.ownBehaviour && (
        <p class="notice">
          <a href={data.ownHref}>{words.own}</a>
        </p>
      )}
      {scripted?.share && (
        <button class="quiet" type="button" onClick={scripted.share}>
          {scripted.shared ? words.linked : words.link}
        </button>
      )}
      <ul class="list">
        {found.cards.map((card) => (
          <ServiceItem key={card.id} card={card} data={data}>
            {scripted && (
              <button class="quiet" type="button" onClick={() => scripted.keep(card)}>
                {scripted.kept.some(({ id }) => id === card.id) ? words.drop : words.keep}
              </button>
            )}
          </ServiceItem>
        ))}
      </ul>
      {asked && found.lines.length > 0 && (
        <>
          <h2>{words.lines}</h2>
          <ul class="list">
            {found.lines
              .filter((line) => !found.cards.some(({ id }) => id === line.id))
              .map((card) => (
                <ServiceItem key={card.id} card={card} data={data} />
              ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What the person put aside, in memory alone: gone with the page, so it can be printed or read out. */
function KeptList({ data, scripted }: { data: FinderData; scripted: FinderScript }) {
  const { words } = data;
  return (
    <section class="kept" aria-labelledby="kept-title">
      <h2 id="kept-title">{words.list}</h2>
      <p class="hint">{words.listText}</p>
      <ul class="list">
        {scripted.kept.map((card) => (
          <ServiceItem key={card.id} card={card} data={data}>
            <button class="quiet" type="button" onClick={() => scripted.keep(card)}>
              {words.drop}
            </button>
          </ServiceItem>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </section>
  );
}
