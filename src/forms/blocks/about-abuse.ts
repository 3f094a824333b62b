import type { Answers, Step } from '../define.ts';
import { consent } from '../fields.ts';
import { languageStep, nowStep, permissionStep } from './questions.ts';
import { reachSteps } from './reach.ts';

const ticked = (answers: Answers) => answers['aboutAbuse'] === 'yes';

/** A step that is on the way only where the box is ticked, and its own reason to be there holds. */
const whereTicked = (step: Step): Step => ({
  ...step,
  when: (answers) => ticked(answers) && (step.when?.(answers) ?? true),
});

/**
 * For forms about something else, where somebody may ask for help all the same: a page with the box "this is about abuse"
 * (`aboutAbuse`, the form's own property of that name), and only where it is ticked danger, the ways to be reached, the
 * permission and the language. Their words are `about-abuse` and `reach`. The first of the steps is unconditional and asks
 * for nothing, so that it can be the form's `enoughAfter`.
 */
export function aboutAbuseSteps(): Step[] {
  const after: Step[] = [nowStep(), ...reachSteps({ autofill: true }), permissionStep(), languageStep()];
  return [{ id: 'help', fields: [consent('aboutAbuse')] }, ...after.map(whereTicked)];
}
