import { reachSteps, reachWays } from '../blocks/reach.ts';
import { referrerLines, referrerReceipt, referrerStep } from '../blocks/referrer.ts';
import type { Answers, Issue, Step } from '../define.ts';
import { defineForm } from '../define.ts';
import { checkboxes, consent, date, radios, select, telephone, text, textarea } from '../fields.ts';

const yesNoKnown = ['yes', 'no', 'not-known'] as const;
const yesNoUnsure = ['yes', 'no', 'unsure'] as const;

const isOneOf = (name: string, codes: readonly string[]) => (answers: Answers) => codes.includes(String(answers[name]));

const byProfessional = isOneOf('sentBy', ['professional']);
const byParent = isOneOf('sentBy', ['parent']);
const trustsSomebody = isOneOf('trusted', ['mother', 'father', 'other']);

/** From 13 a young person is asked how to reach them: the age of the Data Protection Act 2018, section 9. */
const mayAnswer = isOneOf('age', ['13-15', '16-17']);

/** A parent is contacted only if the child trusts them, and only by what is that parent's own. */
const reachesParent = (answers: Answers) => trustsSomebody(answers) && answers['contactTheirs'] === 'yes';
const reachesYoung = (answers: Answers) => mayAnswer(answers) && answers['ownReach'] === 'yes';

/** Sharing without agreement is written down: why, who decided, when. */
const sharesWithout = (answers: Answers) =>
  byProfessional(answers) &&
  (isOneOf('parentAgrees', ['refused', 'not-asked'])(answers) || isOneOf('childAgrees', ['refused'])(answers));

/** Whose the contact is has to be said where the child trusts somebody; where not, none is asked for. */
const whoseContact = (answers: Answers): Issue[] =>
  trustsSomebody(answers) && !isOneOf('contactTheirs', ['yes', 'no'])(answers)
    ? [{ field: 'contactTheirs', reason: 'choose' }]
    : [];

const ownNumber = (answers: Answers): Issue[] =>
  answers['ownReach'] === 'yes' && String(answers['ownNumber'] ?? '').trim() === ''
    ? [{ field: 'ownNumber', reason: 'required' }]
    : [];

/** The contact block, opened by trust alone. */
const parentReach: Step[] = reachSteps({ autofill: false }).map((step) => ({
  ...step,
  when: (answers) => reachesParent(answers) && (step.when?.(answers) ?? true),
}));

/**
 * A professional or a parent writes for somebody under 18. The child's trust decides whom the team may contact: what a
 * parent gives is used only where the child trusts that parent, and is never checked with the other. What parent and
 * child know and want are answers of their own.
 */
export const form = defineForm({
  id: 'child',
  version: 1,
  path: 'ask/child',
  from: 'work',
  sender: 'professional',
  // A parent may be living with the abuse: their visit keeps no history, and what they read speaks to a person.
  senderBy: (answers) => (byParent(answers) ? 'person' : 'professional'),
  contact: 'referrals',
  blocks: ['referrer', 'reach-them'],
  child: true,
  attachments: true,
  enoughAfter: 'childSays',
  receipt: referrerReceipt,
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: [
      // Whose number it is stands with the number, so that nobody rings it for the other parent's.
      ...reachWays.map((way) => ({ ...way, before: ['trusted', 'trustedName', ...(way.before ?? [])] })),
      { use: 'ownReach', to: ['ownNumber'], shared: 'ownShared', before: ['ownHow', 'ownWhen'] },
    ],
    language: ['language', 'dialect', 'interpreter', 'interpreterGender', 'notMyCommunity'],
    care: ['mustNotKnow', 'risk', 'harmKnows'],
    first: [
      ['sentBy', 'parentIs', 'parentName', ...referrerLines.flat()],
      ['trusted', 'contactTheirs', 'parentKnows', 'parentAgrees', 'childKnows', 'childAgrees'],
    ],
  },
  steps: [
    {
      id: 'now',
      fields: [
        radios('sentBy', { required: true, options: ['professional', 'parent'] }),
        radios('danger', { options: yesNoUnsure }),
      ],
      lines: 'danger',
    },
    { ...referrerStep(), when: byProfessional },
    {
      id: 'parent',
      when: byParent,
      fields: [
        text('parentName', { autocomplete: 'name', free: false }),
        radios('parentIs', { options: ['mother', 'father', 'step', 'grandparent', 'carer'] }),
      ],
    },
    {
      id: 'child',
      fields: [
        text('childName', { required: true, free: false }),
        radios('age', { options: ['under-5', '5-9', '10-12', '13-15', '16-17', 'not-known'] }),
        date('birthDate'),
        text('school', { free: false }),
        select('area', { list: 'areas', options: ['elsewhere', 'not-known'] }),
      ],
    },
    {
      id: 'trusted',
      fields: [
        radios('trusted', { required: true, options: ['mother', 'father', 'other', 'none', 'not-known'], reach: true }),
        text('trustedName', { free: false, reach: true }),
        radios('contactTheirs', { options: ['yes', 'no'], reach: true }),
      ],
      check: whoseContact,
    },
    ...parentReach,
    {
      id: 'own',
      when: mayAnswer,
      fields: [
        radios('ownReach', { options: yesNoKnown, reach: true }),
        telephone('ownNumber', { reach: true }),
        checkboxes('ownHow', { options: ['call', 'text'], reach: true }),
        radios('ownShared', { options: yesNoUnsure, reach: true }),
        text('ownWhen', { reach: true }),
      ],
      check: ownNumber,
    },
    {
      id: 'unreached',
      when: (answers) => byParent(answers) && !reachesParent(answers) && !reachesYoung(answers),
      fields: [],
      lines: 'danger',
    },
    {
      id: 'risk',
      fields: [textarea('mustNotKnow', { max: 1000, reach: true }), textarea('risk', { max: 1000, reach: true })],
    },
    {
      id: 'agreement',
      when: byProfessional,
      fields: [
        radios('parentKnows', { options: yesNoKnown }),
        radios('parentAgrees', { options: ['agrees', 'refused', 'not-asked', 'not-known'] }),
      ],
    },
    { id: 'permission', when: byParent, fields: [consent('permission', { required: true })] },
    {
      id: 'childSays',
      fields: [
        radios('childKnows', { options: yesNoKnown }),
        radios('childAgrees', { options: ['agrees', 'refused', 'not-asked', 'not-known'] }),
      ],
    },
    {
      id: 'without',
      when: sharesWithout,
      fields: [
        textarea('shareWhy', { max: 1000, required: true }),
        text('shareBy', { free: false }),
        date('shareDate'),
      ],
    },
    {
      id: 'services',
      fields: [radios('servicesTold', { options: yesNoKnown }), textarea('servicesNote', { max: 500 })],
      lines: 'routes',
    },
    {
      id: 'happened',
      fields: [
        checkboxes('seen', {
          options: ['saw', 'heard', 'hurt', 'stepped-in', 'used', 'partner', 'honour', 'not-known'],
        }),
        textarea('story', { max: 4000 }),
      ],
    },
    { id: 'change', fields: [textarea('reason', { max: 2000 }), textarea('effects', { max: 2000 })] },
    {
      id: 'harm',
      fields: [
        checkboxes('harmIs', {
          options: ['mother', 'father', 'step', 'sibling', 'partner', 'other-family', 'someone-else', 'not-known'],
        }),
        text('harmName', { free: false }),
        radios('harmLives', { options: ['yes', 'no', 'sometimes', 'not-known'] }),
        radios('harmKnows', { options: yesNoKnown }),
        textarea('harmContact', { max: 500 }),
      ],
    },
    {
      id: 'home',
      fields: [text('livesWith'), textarea('responsibility', { max: 500 }), textarea('siblings', { max: 1000 })],
    },
    {
      id: 'help',
      fields: [
        checkboxes('help', {
          options: ['therapy', 'talk', 'school', 'plan', 'group', 'parent', 'move', 'other'],
        }),
        textarea('helpNote', { max: 1000 }),
      ],
    },
    {
      id: 'needs',
      fields: [
        text('language', { max: 60 }),
        radios('interpreter', { options: yesNoKnown }),
        checkboxes('access', { options: ['bsl', 'plain', 'mobility', 'sight', 'learning'] }),
        textarea('accessNote', { max: 500 }),
      ],
    },
    {
      id: 'interpreter',
      when: isOneOf('interpreter', ['yes']),
      fields: [
        text('dialect', { max: 60 }),
        radios('interpreterGender', { options: ['woman', 'man', 'either'] }),
        consent('notMyCommunity'),
      ],
    },
  ],
});
