import type { Queue } from '#delivery/queue.ts';
import type { Flood } from '#flood/flood.ts';
import { type Challenge, isSolved, usualWork } from '#flood/proof.ts';
import { fewAnswers, quickMs, readingMs } from '#flood/trap.ts';
import { isAnswered } from '#forms/answers.ts';
import type { Answers } from '#forms/define.ts';
import type { DraftBox, OpenedDraft } from './draft.ts';

/** What somebody shows for a send: the draft they were given last, and a proof for it where their page's script worked one out. */
export type Shown = { draft: OpenedDraft | null; token: string; proof: string };

/**
 * How a send goes on. `in`: as usual. `later`: it is kept and thanked for as usual, and goes out with the others of the
 * hour, to be looked at. `again`: not yet; the person is asked for one more step.
 */
export type Admission = 'in' | 'later' | 'again';

/**
 * Decides how a send goes on. Never that it does not. Below the limits nothing is asked; above them a message that is known
 * already passes, and everybody else with a proof or by pressing *Send* on the page that asks for it. Nobody
 * reads and presses within a second: what comes sooner goes later.
 * @param send `losesPapers`: it brings files that the page which asks would lose, so that it goes later instead
 */
export async function admitSend(
  { flood, queue, clock }: { flood: Flood; queue: Queue; clock: () => Date },
  send: { id: string; sender: string | null; losesPapers: boolean; shown: Shown },
): Promise<Admission> {
  if (flood.takes(send.sender)) return 'in';
  if (send.losesPapers) return 'later';
  const { draft, token, proof } = send.shown;
  if (draft?.again && draft.id === send.id) {
    if (await isSolved(token, proof)) return 'in';
    const age = clock().getTime() - draft.at;
    return age >= 0 && age < readingMs ? 'later' : 'in';
  }
  // A store that cannot be read says so when the message is to be kept.
  const known = await queue.find(send.id).catch(() => null);
  return known ? 'in' : 'again';
}

/** What a page is asked for before its send goes on: a draft of nothing but the id, and with `again`. */
export const askAgain = (drafts: DraftBox, form: string, id: string): Challenge => ({
  token: drafts.seal(form, { id, answers: {}, again: true }),
  work: usualWork,
});

/** How many questions have an answer. */
export const countAnswers = (answers: Answers): number => Object.values(answers).filter(isAnswered).length;

/** Whether three questions or more were answered, on pages after the first, sooner than anybody can. */
export function isQuick(first: OpenedDraft['first'], answers: Answers, now: Date): boolean {
  if (!first || countAnswers(answers) - first.answered < fewAnswers) return false;
  const age = now.getTime() - first.at;
  return age >= 0 && age < quickMs;
}
