import type { Step } from '../define.ts';
import { consent, radios, text } from '../fields.ts';

/** What was done to somebody, in the order in which every form that asks about them lists it. */
export const abuseKinds = [
  'physical',
  'threats',
  'control',
  'money',
  'sexual',
  'emotional',
  'watching',
  'following',
  'online',
  'honour',
  'marriage',
  'other',
] as const;

/** What somebody who lives with abuse may want help with. */
export const helpKinds = [
  'stay',
  'safer-home',
  'talk',
  'legal',
  'money',
  'housing',
  'immigration',
  'children',
  'health',
  'other',
] as const;

/** Whether the person is in danger now; `lines` are shown beside the question. */
export const nowStep = (lines: NonNullable<Step['lines']> = 'danger'): Step => ({
  id: 'now',
  fields: [radios('danger', { options: ['yes', 'no', 'unsure'] })],
  lines,
});

/** The person's permission to be contacted, and a word that shows whom they reached. */
export const permissionStep = (): Step => ({
  id: 'permission',
  fields: [text('checkWord', { max: 40, free: false, reach: true }), consent('permission', { required: true })],
});

/** The language to be spoken to in. */
export const languageStep = (): Step => ({
  id: 'language',
  fields: [text('language', { max: 60 }), radios('interpreter', { options: ['yes', 'no'] })],
});

/** Which interpreter: one of the same community may know the family. On the way where one is wanted. */
export const interpreterStep = (): Step => ({
  id: 'interpreter',
  when: (answers) => answers['interpreter'] === 'yes',
  fields: [
    text('dialect', { max: 60 }),
    radios('interpreterGender', { options: ['woman', 'man', 'either'] }),
    consent('notMyCommunity'),
  ],
});
