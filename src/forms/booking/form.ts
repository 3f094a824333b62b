import { textOf } from '../answers.ts';
import { aboutAbuseSteps } from '../blocks/about-abuse.ts';
import { reachWays } from '../blocks/reach.ts';
import { agencyTypes } from '../blocks/referrer.ts';
import type { Answers } from '../define.ts';
import { defineForm } from '../define.ts';
import { consent, email, select, text, textarea } from '../fields.ts';

const books = (answers: Answers) => answers['aboutAbuse'] !== 'yes';

/** The code of a session ends so where its course asks for a manager's agreement (`codeOf` of training). */
const needsManager = (answers: Answers) => books(answers) && textOf(answers, 'session').endsWith('-m');

/**
 * A place on a course. The session comes from the page that leads here. Its answers reach the server as they are, because a
 * place is taken in the same moment; the organiser reads them sealed. Ticked as about abuse, nothing is booked: it goes
 * sealed to the team that helps people, like every form.
 */
export const form = defineForm({
  id: 'booking',
  version: 1,
  path: 'ask/book',
  from: 'work/training',
  sender: 'professional',
  // Somebody at work, and not about anybody: none of what is said to those who refer is meant for them.
  senderBy: () => 'visitor',
  contact: 'training',
  plain: true,
  subject: { field: 'session', code: /^[a-z0-9]{8}(-m)?$/ },
  aboutAbuse: 'aboutAbuse',
  blocks: ['about-abuse', 'reach'],
  enoughAfter: 'help',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    ways: reachWays,
    language: ['language', 'interpreter'],
    first: [['session'], ['name', 'agency', 'role'], ['access', 'diet']],
  },
  steps: [
    { id: 'session', fields: [select('session', { required: true, list: 'sessions', options: [] })] },
    {
      id: 'you',
      fields: [
        text('name', { required: true, autocomplete: 'name', remembered: true, free: false }),
        email('email', { required: true, autocomplete: 'email', remembered: true }),
        text('agency', { required: true, autocomplete: 'organization', remembered: true, free: false }),
        select('agencyType', { required: true, options: agencyTypes }),
        select('role', {
          required: true,
          options: ['frontline', 'lead', 'manager', 'specialist', 'volunteer', 'student', 'other'],
        }),
        select('area', { required: true, list: 'areas', options: ['everywhere', 'elsewhere'] }),
      ],
    },
    { id: 'needs', when: books, fields: [textarea('access', { max: 500 }), textarea('diet', { max: 500 })] },
    {
      id: 'manager',
      when: needsManager,
      fields: [text('manager', { required: true, free: false }), consent('managerAgrees', { required: true })],
    },
    { id: 'terms', when: books, fields: [consent('terms', { required: true })] },
    ...aboutAbuseSteps(),
  ],
});
