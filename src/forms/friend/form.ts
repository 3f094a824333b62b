import { languageStep, nowStep, permissionStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { defineForm } from '../define.ts';
import { checkboxes, radios, select, textarea } from '../fields.ts';

/**
 * Family, friends, neighbours and employers ask for advice about somebody they worry for. Neither they nor that person is
 * named, and no question asks for a name. Required are one way to reach the sender, or that they ring, and the permission.
 */
export const form = defineForm({
  id: 'friend',
  version: 1,
  path: 'ask/else',
  from: 'home',
  sender: 'person',
  contact: 'referrals',
  blocks: ['reach'],
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    // A child may write about a parent: whoever answers must know that it is a child they ring.
    age: 'yourAge',
    ways: reachWays,
    language: ['language', 'interpreter'],
    care: ['risk'],
    first: [['relation', 'help']],
  },
  steps: [
    nowStep(),
    ...reachSteps({ autofill: true }),
    permissionStep(),
    {
      id: 'who',
      fields: [
        radios('relation', { options: ['family', 'friend', 'neighbour', 'work', 'group', 'other'] }),
        radios('yourAge', { options: ['under-16', '16-17', '18-25', '26-59', '60-over', 'no-say'] }),
      ],
    },
    { id: 'young', when: (answers) => answers['yourAge'] === 'under-16', fields: [], lines: 'children' },
    {
      id: 'noticed',
      fields: [
        checkboxes('noticed', {
          options: ['told', 'hurt', 'afraid', 'alone', 'watched', 'money', 'heard', 'other'],
        }),
        textarea('noticedNote', { max: 3000 }),
        radios('children', { options: ['yes', 'no', 'not-known'] }),
      ],
    },
    {
      id: 'ask',
      fields: [
        checkboxes('help', { options: ['talk', 'services', 'police', 'children', 'work', 'myself', 'other'] }),
        textarea('question', { max: 2000 }),
      ],
    },
    { id: 'area', fields: [select('area', { list: 'areas', options: ['elsewhere', 'not-known'] })] },
    languageStep(),
    { id: 'risk', fields: [textarea('risk', { max: 1000, reach: true })] },
  ],
});
