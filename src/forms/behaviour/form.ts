import { languageStep, nowStep, permissionStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { defineForm } from '../define.ts';
import { checkboxes, radios, select, text, textarea } from '../fields.ts';

/**
 * Someone who worries about how they treat others asks to talk. Nothing in it can find a partner or a child: no name, no
 * home, and even the area is one to meet in, since they may live with those who are afraid of them. The limits of what
 * stays in the team are said before anything is told.
 */
export const form = defineForm({
  id: 'behaviour',
  version: 1,
  path: 'ask/own',
  from: 'own',
  sender: 'person',
  contact: 'behaviour',
  blocks: ['reach'],
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: reachWays,
    language: ['language', 'interpreter'],
    care: ['risk'],
  },
  steps: [
    nowStep('own'),
    ...reachSteps({ autofill: true }),
    permissionStep(),
    {
      id: 'you',
      fields: [
        text('name', { autocomplete: 'name', free: false }),
        radios('age', { options: ['under-16', '16-17', '18-25', '26-59', '60-over', 'no-say'] }),
        select('area', { list: 'areas', options: ['elsewhere', 'no-say'] }),
      ],
    },
    { id: 'young', when: (answers) => answers['age'] === 'under-16', fields: [], lines: 'children' },
    {
      id: 'noticed',
      fields: [
        checkboxes('noticed', {
          options: [
            'afraid',
            'words',
            'threats',
            'body',
            'control',
            'check',
            'sex',
            'contact',
            'children',
            'again',
            'other',
          ],
        }),
        textarea('noticedNote', { max: 3000 }),
      ],
    },
    {
      id: 'change',
      fields: [
        textarea('want', { max: 2000 }),
        checkboxes('help', { options: ['talk', 'course', 'drink-drugs', 'health', 'parent', 'other'] }),
      ],
    },
    languageStep(),
    { id: 'risk', fields: [textarea('risk', { max: 1000, reach: true })] },
  ],
});
