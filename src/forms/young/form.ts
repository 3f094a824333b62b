import { nowStep, permissionStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import type { Answers } from '../define.ts';
import { defineForm } from '../define.ts';
import { radios, select, text, textarea } from '../fields.ts';

const yesNoUnsure = ['yes', 'no', 'unsure'] as const;

const under18 = (answers: Answers) => ['under-16', '16-17'].includes(String(answers['age']));

/**
 * A young person of 16 or 17 asks for help, in few questions. The age comes first: who is under 18 is shown whom they can
 * talk to now, who is over is told of the other form, and nobody is sent away. It is not `child` by itself, so that the
 * message's first line says what was answered and not what the form was made for.
 */
export const form = defineForm({
  id: 'young',
  version: 1,
  path: 'ask/you',
  from: 'before',
  sender: 'person',
  contact: 'referrals',
  blocks: ['reach'],
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: reachWays,
    language: ['language', 'interpreter'],
    care: ['mustNotKnow', 'seesPhone'],
  },
  steps: [
    { id: 'age', fields: [radios('age', { options: ['under-16', '16-17', '18-over', 'no-say'] })] },
    { id: 'young', when: under18, fields: [], lines: 'children' },
    { id: 'adult', when: (answers) => answers['age'] === '18-over', fields: [] },
    nowStep(),
    ...reachSteps({ autofill: true }),
    permissionStep(),
    {
      id: 'secret',
      fields: [
        textarea('mustNotKnow', { max: 1000, reach: true }),
        radios('seesPhone', { options: yesNoUnsure, reach: true }),
      ],
    },
    {
      id: 'you',
      fields: [
        text('name', { autocomplete: 'name', free: false }),
        select('area', { list: 'areas', options: ['elsewhere', 'no-say'] }),
      ],
    },
    { id: 'what', fields: [textarea('story', { max: 4000 })] },
    {
      id: 'more',
      fields: [
        text('language', { max: 60 }),
        radios('interpreter', { options: ['yes', 'no'] }),
        textarea('more', { max: 1000 }),
      ],
    },
  ],
});
