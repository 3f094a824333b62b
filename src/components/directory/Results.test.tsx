import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import facets from '#directory/facets.en.json' with { type: 'json' };
import ui from '#i18n/en.json' with { type: 'json' };
import { type Found, noChoice } from './data.ts';
import { Results } from './Results.tsx';

/** The results of a page in a language where nothing was listed, with a sentence in a language. */
function renderNothing(tag: string, lang: string): string {
  const found: Found = {
    cards: [],
    lines: [],
    relaxed: ['help'],
    emergency: false,
    ownBehaviour: false,
    outcode: null,
    handover: { text: 'Ring and ask.', lang, name: 'A line', number: '0800 000 000' },
  };
  const data = {
    tag,
    county: 'Kent',
    action: '',
    words: ui.find,
    serviceWords: ui.service,
    ring999: '',
    offline: '',
    facets,
    places: [],
    outcodes: {},
    offered: { help: [], for: [], how: [] },
    ownHref: '',
  };
  return render(<Results data={data} choice={noChoice} found={found} asked />);
}

describe('what is said where nothing is listed', () => {
  test('is marked where it is not in the language of the page, from left to right in Urdu too', () => {
    expect(renderNothing('ur', 'en')).toContain('<span lang="en" dir="ltr">Ring and ask.</span>');
  });

  test('is not marked in the language of the page', () => {
    expect(renderNothing('pl', 'pl')).toContain('<span>Ring and ask.</span>');
  });
});
