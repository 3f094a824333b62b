import { textOf } from '../answers.ts';
import type { Answers, Level, Rules } from '../define.ts';

/** The checklists that a score may come from. `none` has no score. */
export const checklists = ['none', 'dash', 'young', 'other'] as const;

/**
 * The risk that a referral tells of, from its fields `danger`, `judgement`, `escalation`, `checklist` and `score`.
 *
 * High where somebody is in danger now, where the referrer judges so, where things are getting worse, or where the score
 * reaches the county's own (`highScore`; null: none is set, and no score counts). Each is a ground by itself in what the
 * counties publish. A score only raises: a low or missing one never means that somebody is not at risk, so it alone leaves
 * the risk not known, and only the referrer's own judgement says that it is below high. A score of another checklist is
 * held against the same number: too high costs a look, too low may cost a life.
 */
export function tellLevel(answers: Answers, { highScore }: Rules): Level {
  const is = (name: string, code: string) => textOf(answers, name) === code;
  const scored = !is('checklist', 'none') && /^\d+$/.test(textOf(answers, 'score'));
  const reached = scored && highScore !== null && Number(textOf(answers, 'score')) >= highScore;
  if (is('danger', 'yes') || is('judgement', 'high') || is('escalation', 'yes') || reached) return 'high';
  return is('judgement', 'not-high') ? 'below-high' : 'not-known';
}
