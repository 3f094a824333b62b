import { useEffect, useRef, useState } from 'preact/hooks';
import { type Card, type Choice, type FinderData, type Found, noChoice } from '#components/directory/data.ts';
import { Finder } from '#components/directory/Finder.tsx';
import { type FindSource, findFor, isAsked } from '#components/directory/find.ts';
import { linkOf } from '#components/directory/link.ts';
import { loadSource } from './source.ts';

/** Lets the server find, where the list did not come; null where it cannot be reached either. */
async function askServer(action: string, choice: Choice): Promise<Found | null> {
  const body = new FormData();
  for (const [name, value] of Object.entries(choice)) body.append(name, value);
  try {
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as Found) : null;
  } catch {
    return null;
  }
}

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
    const result = ready ? findFor(next, ready) : await askServer(data.action, next);
    if (!result) {
      source.current = loadSource(data);
      return;
    }
    setShared(false);
    setChoice(next);
    setFound(result);
    requestAnimationFrame(() => document.getElementById('results')?.focus());
  }

  useEffect(() => {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      show(choiceOf(form));
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
