import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageData, Place, Sending, SentData } from '#components/form/data.ts';
import { FormPage } from '#components/form/FormPage.tsx';
import { titleOf } from '#components/form/title.ts';
import { spareName } from '#flood/trap.ts';
import { readAnswers } from '#forms/answers.ts';
import type { Answers, Form } from '#forms/define.ts';
import { checkPage, offersSending } from '#forms/path.ts';
import { takeTurn } from '#forms/turn.ts';
import { allowAutofill, countLetters } from './fields.ts';
import { useIdle } from './idle.ts';
import { fetchLanguage } from './language.ts';
import { isMarked } from './marked.ts';
import { usePapers } from './papers.ts';
import { prepareSending, sealsHere, sendAnswers } from './sending.ts';

type Props = { form: Form; first: PageData; start: Place; emptied: boolean; root: HTMLElement };

/** The pairs of a form element whose values are text. */
const textEntries = (element: HTMLFormElement) =>
  [...new FormData(element)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');

/**
 * The form with a script: the same steps in the page, the visited ones laid out and hidden, nothing sent before *Send*,
 * and the address never changes. Answers live in the form's own fields, so that a script that dies leaves a form that
 * the browser can still send.
 */
export function FormApp({ form, first, start, emptied, root }: Props) {
  const [data, setData] = useState(first);
  const [place, setPlace] = useState(start);
  const [sent, setSent] = useState<SentData | null>(null);
  const [sending, setSending] = useState<Sending>('no');
  const [spelling, setSpelling] = useState(false);
  const [idle, uncover] = useIdle(data.chrome.exit.idleMinutes);
  const papers = usePapers(root, data.papers, start.papers, () => show({ answers: place.answers, notice: 'offline' }));
  const busy = useRef(false);
  const pass = useRef(start.notice === 'again' ? start.draft : '');

  const show = (next: Partial<Place> & { answers: Answers }) => {
    const page = next.page ?? place.page;
    papers.say([]);
    setPlace({ ...place, issues: [], notice: null, ...next, visited: [...new Set([...place.visited, page])] });
  };

  async function send(answers: Answers, returning: boolean, spare: string) {
    busy.current = true;
    setSending('yes');
    const outcome = await sendAnswers({
      form,
      answers,
      id: place.id,
      data,
      papers: await papers.whenRead(),
      marked: isMarked(form, answers, data, spare),
      pass: pass.current,
      still: () => setSending('still'),
    });
    busy.current = false;
    setSending('no');
    if ('sent' in outcome) {
      setPlace({ ...place, answers });
      setSent(outcome.sent);
    } else {
      pass.current = outcome.pass ?? pass.current;
      // In the form as well, for the browser itself to send should the script die now.
      show({ answers, returning, ...outcome, ...(outcome.pass ? { draft: outcome.pass } : {}) });
      papers.say(outcome.papers?.faults ?? []);
    }
  }

  async function submit(event: SubmitEvent) {
    const element = event.target as HTMLFormElement;
    event.preventDefault();
    if (busy.current) return;
    const button = event.submitter as HTMLButtonElement | null;
    const action = button?.value ?? 'continue';
    const entries = textEntries(element);
    const answers = readAnswers(form, entries, place.answers);
    if (action.startsWith('language:') && button) {
      const next = await fetchLanguage(action.slice('language:'.length), form.path);
      show(next ? { answers } : { answers, notice: 'offline' });
      // The page's own lists say which service it is about, or what can be booked; the words of a language do not.
      const { services = [], sessions = [] } = data.lists;
      if (next) setData({ ...next, papers: data.papers, lists: { ...next.lists, services, sessions } });
      return;
    }
    const turn = takeTurn(form, answers, data.lists, { action, page: place.page, returning: place.returning });
    const spare = entries.find(([name]) => name === spareName)?.[1] ?? '';
    if (turn.send) await send(answers, place.returning, spare);
    else show({ ...turn.view, notice: null });
  }

  useEffect(() => {
    root.addEventListener('submit', submit);
    return () => root.removeEventListener('submit', submit);
  });
  useEffect(() => countLetters(root, () => data), [data]);
  useEffect(() => allowAutofill(root));
  useEffect(() => {
    const near = place.page === checkPage || offersSending(form, place.page, place.answers);
    if (near && sealsHere({ form, answers: place.answers, data })) prepareSending(form, place.answers);
  }, [place.page]);
  useEffect(() => {
    document.documentElement.lang = data.chrome.tag;
    document.documentElement.dir = data.chrome.direction;
    document.title = `${titleOf(data, place, sent)} – ${data.chrome.words.name}`;
  }, [data, place, sent]);
  useMovedFocus(root, [place, sent]);

  // Only once the script runs: what the server laid out has no switch, and the browser must begin from the same.
  const [running, setRunning] = useState(false);
  useEffect(() => {
    setRunning(true);
    if (emptied) setPlace((now) => ({ ...now, notice: 'emptied' }));
  }, []);
  const scripted = running
    ? { spelling, switchSpelling: () => setSpelling(!spelling), idle, uncover, papers: papers.chosen }
    : undefined;
  const told = papers.said ? { ...place, papers: papers.said } : place;
  return <FormPage data={data} form={form} place={told} sent={sent} sending={sending} scripted={scripted} />;
}

/** After each move the focus goes to what is new: what is to be mended, else the heading; a screen reader starts there. */
function useMovedFocus(root: HTMLElement, moves: unknown[]) {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const target = root.querySelector<HTMLElement>('#problems, #notice, [data-step]:not([hidden]) h1');
    scrollTo(0, 0);
    target?.focus();
  }, moves);
}
