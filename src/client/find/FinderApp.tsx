import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Card, Choice, FinderData, Found } from '#components/directory/data.ts';
import { Finder } from '#components/directory/Finder.tsx';
import { type FindSource, findFor, isAsked } from '#components/directory/find.ts';
import { linkOf } from '#components/directory/link.ts';
import { readPressed } from './choice.ts';
import { askServer } from './fetch.ts';
import { showResults } from './results.ts';

type Props = {
  data: FinderData;
  first: { choice: Choice; found: Found };
  /** Null where the list did not come: the server finds then. */
  source: FindSource | null;
  root: HTMLElement;
};

/**
 * The finder with a script: it searches in the page, so that what is typed goes nowhere and the address stays. The list
 * that a person keeps is in memory and gone with the page.
 */
export function FinderApp({ data, first, source, root }: Props) {
  const [{ choice, found }, setShown] = useState(first);
  const [kept, setKept] = useState<Card[]>([]);
  const [said, setSaid] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const focusNext = useRef(false);

  async function show(next: Choice) {
    const answer = source ? { found: findFor(next, source) } : await askServer(data.action, next);
    if (typeof answer === 'string') {
      setSaid(data.offline);
      return;
    }
    focusNext.current = true;
    setSaid('');
    setLink(null);
    setShown({ choice: next, found: answer.found });
  }

  useLayoutEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    showResults();
  });

  useLayoutEffect(() => {
    const act = (event: Event) => {
      const form = root.querySelector('form');
      const pressed = event.target instanceof Element ? event.target.closest('form, [data-place]') : null;
      if (!form || !pressed || (event.type === 'click' && pressed === form)) return;
      event.preventDefault();
      const next = readPressed(form, pressed);
      // What the place took the place of must not come back with the next press.
      const postcode = form.elements.namedItem('postcode');
      if (postcode instanceof HTMLInputElement) postcode.value = next.postcode;
      show(next);
    };
    root.addEventListener('submit', act);
    root.addEventListener('click', act);
    return () => {
      root.removeEventListener('submit', act);
      root.removeEventListener('click', act);
    };
  }, []);

  function keep(card: Card) {
    const others = kept.filter(({ id }) => id !== card.id);
    const next = others.length < kept.length ? others : [...kept, card];
    setKept(next);
    setSaid(`${data.words.list}: ${next.length}`);
  }

  async function share() {
    const address = new URL(linkOf(choice, data) ?? data.action, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      setSaid(data.words.linked);
    } catch {
      // Browsers keep it from pages without https, and people can say no.
      setLink(address);
    }
  }

  const scripted = { kept, keep, share, link };
  return <Finder data={data} choice={choice} found={found} asked={isAsked(choice)} said={said} scripted={scripted} />;
}
