import { isAnswered } from '../answers.ts';
import { aboutAbuseSteps } from '../blocks/about-abuse.ts';
import { reachWays } from '../blocks/reach.ts';
import type { Answers, Issue } from '../define.ts';
import { defineForm } from '../define.ts';
import { email, radios, telephone, textarea } from '../fields.ts';

const elsewhere = (answers: Answers) => answers['aboutAbuse'] !== 'yes';

/** Somebody who wants an answer and says no way to give it would wait for one. */
function oneWay(answers: Answers): Issue[] {
  const known = isAnswered(answers['replyEmail']) || isAnswered(answers['replyPhone']);
  return known ? [] : [{ field: 'replyEmail', reason: 'one-way' }];
}

/**
 * Thanks, ideas and complaints, from anybody. Needed are the words alone; an answer is given where it is asked for. Ticked
 * as about abuse, it goes to the team that helps people, and the ways to be reached are asked as carefully as by them.
 */
export const form = defineForm({
  id: 'feedback',
  version: 1,
  path: 'ask/say',
  from: 'home',
  sender: 'visitor',
  contact: 'feedback',
  aboutAbuse: 'aboutAbuse',
  blocks: ['about-abuse', 'reach'],
  enoughAfter: 'help',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    ways: [...reachWays, { use: 'reply', to: ['replyEmail', 'replyPhone'] }],
    language: ['language', 'interpreter'],
    first: [['kind', 'about']],
  },
  steps: [
    {
      id: 'say',
      fields: [
        radios('kind', { options: ['thanks', 'idea', 'complaint', 'other'] }),
        radios('about', { options: ['website', 'service', 'team', 'other'] }),
        textarea('words', { max: 3000, required: true }),
      ],
    },
    ...aboutAbuseSteps(),
    { id: 'answer', when: elsewhere, fields: [radios('reply', { options: ['yes', 'no'], reach: true })] },
    {
      id: 'how',
      when: (answers) => elsewhere(answers) && answers['reply'] === 'yes',
      fields: [
        email('replyEmail', { autocomplete: 'email', reach: true }),
        telephone('replyPhone', { autocomplete: 'tel', reach: true }),
      ],
      check: oneWay,
    },
  ],
});
