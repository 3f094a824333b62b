import { useEffect, useRef, useState } from 'preact/hooks';
import { type Card, type Choice, type FinderData, type Found, noChoice } from '#components/directory/data.ts';
import { Finder } from '#components/directory/Finder.tsx';
import { type FindSource, findFor, isAsked } from '#components/directory/find.ts';
import { linkOf } from '#components/directory/link.ts';
import { loadSource } from './source.ts';

const copyLink = async (link: string) => navigator.clipboard?.writeText(new URL(link, location.href).href);

type Props = {
  data: FinderData;
  choice: Choice;
  found: Found;
  hrefs: Record<string, string>;
  ring999: string;
  root: HTMLElement;
};

const choiceOf = (form: HTMLFormElement): Choice => {
  const given = new FormData(form);
  return Object.fromEntries(Object.keys(noChoice).map((name) => [name, String(given.get(name) ?? '')])) as Choice;
};

/**
 * The finder with a script: it searches in the page, so that what is typed goes nowhere and the address stays. The list
 * that a person keeps is in memory and gone with the page.
 */
export function FinderApp({ data, choice: first, found: firstFound, hrefs, ring999, root }: Props) {
  const [choice, setChoice] = useState(first);
  const [found, setFound] = useState(firstFound);
  const [kept, setKept] = useState<Card[]>([]);
  const [shared, setShared] = useState(false);
  const [running, setRunning] = useState(false);
  const source = useRef<Promise<FindSource | null> | null>(null);

  useEffect(() => {
    source.current = loadSource(data);
    setRunning(true);
  }, []);

  async function show(next: Choice) {
    const ready = await source.current;
    if (!ready) return false;
    setChoice(next);
    setShared(false);
    setFound(findFor(next, ready));
    requestAnimationFrame(() => document.getElementById('results')?.focus());
    return true;
  }

  useEffect(() => {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      show(choiceOf(form)).then((shown) => shown || form.submit());
    };
    const press = (event: MouseEvent) => {
      const tile = event.target instanceof Element ? event.target.closest('[data-place]') : null;
      const form = root.querySelector<HTMLFormElement>('form');
      if (!tile || !form) return;
      event.preventDefault();
      show({ ...choiceOf(form), area: tile.getAttribute('data-place') ?? '', postcode: '' });
    };
    root.addEventListener('submit', submit);
    root.addEventListener('click', press);
    return () => {
      root.removeEventListener('submit', submit);
      root.removeEventListener('click', press);
    };
  });

  const keep = (card: Card) =>
    setKept(kept.some(({ id }) => id === card.id) ? kept.filter(({ id }) => id !== card.id) : [...kept, card]);
  const link = linkOf(choice, data);
  const share = link === null ? null : () => copyLink(link).then(() => setShared(true));
  return (
    <Finder
      data={data}
      choice={choice}
      found={found}
      asked={isAsked(choice)}
      hrefOf={({ id }) => hrefs[id] ?? data.action}
      ring999={ring999}
      scripted={running ? { kept, keep, share, shared } : undefined}
    />
  );
}
