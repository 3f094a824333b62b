import { isAnswered } from '../answers.ts';
import { aboutAbuseSteps } from '../blocks/about-abuse.ts';
import { reachWays } from '../blocks/reach.ts';
import type { Answers, Issue } from '../define.ts';
import { defineForm } from '../define.ts';
import { checkboxes, select, textarea } from '../fields.ts';

/** A report that says nothing but the service's name cannot be acted on. */
function somethingSaid(answers: Answers): Issue[] {
  const said = isAnswered(answers['what']) || isAnswered(answers['details']);
  return said ? [] : [{ field: 'what', reason: 'choose' }];
}

/**
 * Somebody saw that what this website says of a service is wrong. The page of the service opens it with its code. It asks
 * for no name and no way to answer, unless it turns out to be about abuse: then it goes to the team that helps people.
 */
export const form = defineForm({
  id: 'listing',
  version: 1,
  path: 'ask/fix',
  from: 'find',
  sender: 'visitor',
  contact: 'editors',
  aboutAbuse: 'aboutAbuse',
  subject: { field: 'service', code: /^[a-z0-9]{8}$/ },
  blocks: ['about-abuse', 'reach'],
  enoughAfter: 'help',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    ways: reachWays,
    language: ['language', 'interpreter'],
    first: [['service', 'what']],
  },
  steps: [
    {
      id: 'wrong',
      fields: [
        select('service', { list: 'services', options: ['other'] }),
        checkboxes('what', { options: ['number', 'hours', 'closed', 'place', 'other'] }),
        textarea('details', { max: 2000 }),
      ],
      check: somethingSaid,
    },
    ...aboutAbuseSteps(),
  ],
});
