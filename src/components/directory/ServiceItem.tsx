import type { ComponentChildren } from 'preact';
import { Phone } from '../site/Phone.tsx';
import { Sentence } from '../site/Sentence.tsx';
import type { Card, FinderData } from './data.ts';

type Props = { card: Card; data: Pick<FinderData, 'tag' | 'serviceWords'>; children?: ComponentChildren };

/** A service in a list: its name leads to its page, and its number can be rung at once. */
export function ServiceItem({ card, data, children }: Props) {
  const lang = card.lang === data.tag ? undefined : card.lang;
  return (
    <li class="service">
      <h3>
        <a href={card.href}>
          <bdi>{card.name}</bdi>
        </a>
      </h3>
      <p lang={lang} dir={lang ? 'ltr' : undefined}>
        {card.summary}
      </p>
      {card.phone && (
        <p>
          <Phone number={card.phone.number} />
          {card.phone.free && <span class="tag">{data.serviceWords.free}</span>}{' '}
          <span class="hint" lang={lang}>
            {card.phone.hours}
          </span>
        </p>
      )}
      {card.through && (
        <p>
          {data.serviceWords.unconfirmed}{' '}
          <Sentence text={data.serviceWords.through} values={{ name: card.through.name }} />{' '}
          <Phone number={card.through.number} />
        </p>
      )}
      {card.warned && <p class="hint">{data.serviceWords.warned}</p>}
      {children}
    </li>
  );
}
