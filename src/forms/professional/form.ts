import { agreementLine, agreesField, allowThrough, throughWay, withoutStep } from '../blocks/agreement.ts';
import { helpKinds, interpreterStep, nowStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { referrerLines, referrerReceipt, referrerStep } from '../blocks/referrer.ts';
import { checklists, tellLevel } from '../blocks/risk.ts';
import type { Answers } from '../define.ts';
import { defineForm } from '../define.ts';
import { checkboxes, date, number, radios, select, text, textarea } from '../fields.ts';

const yesNo = ['yes', 'no', 'not-known'] as const;
const untold = ['no-say', 'not-known'] as const;

const is = (name: string, ...codes: string[]) => {
  return (answers: Answers) => codes.some((code) => answers[name] === code);
};

/**
 * Somebody at work refers an adult. Required: who refers, a name, an age band (not known is one: a person under 18 must be
 * seen at once), one way to make contact, whether the person knows and whether they agree. Knowing, agreeing and sharing
 * without agreement are three answers. No question of a checklist is repeated here, since they are not ours to print.
 */
export const form = defineForm({
  id: 'professional',
  version: 1,
  path: 'ask/refer',
  from: 'work',
  sender: 'professional',
  contact: 'referrals',
  blocks: ['referrer', 'reach-them', 'agreement'],
  attachments: true,
  level: tellLevel,
  enoughAfter: 'reason',
  receipt: referrerReceipt,
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: [...reachWays, throughWay],
    language: ['language', 'dialect', 'interpreter', 'interpreterGender', 'notMyCommunity', 'bsl'],
    care: ['seesPhone', 'harmKnows', 'risk', 'staffDanger'],
    first: [['name', 'aware', ...agreementLine], ...referrerLines],
  },
  steps: [
    nowStep(),
    referrerStep(),
    {
      id: 'person',
      fields: [
        text('name', { required: true, free: false }),
        text('aliases', { free: false }),
        date('dateOfBirth'),
        // Asked beside the date of birth: the first line and the figures need it where no exact day is known.
        radios('age', { required: true, options: ['under-16', '16-17', '18-25', '26-59', '60-over', 'not-known'] }),
        text('gender', { max: 60 }),
        select('area', { list: 'areas', options: ['elsewhere', 'not-known'] }),
        radios('addressMay', { options: yesNo }),
      ],
    },
    {
      id: 'address',
      when: is('addressMay', 'yes'),
      fields: [textarea('address', { max: 300 }), radios('addressKnown', { options: yesNo })],
    },
    { id: 'under18', when: is('age', 'under-16', '16-17'), fields: [], lines: 'routes' },
    { id: 'agreement', fields: [radios('aware', { required: true, options: yesNo }), agreesField()] },
    { id: 'unaware', when: is('aware', 'no'), fields: [textarea('unawareWhy', { max: 500 })] },
    withoutStep(),
    ...reachSteps({ autofill: false }).map((step) => (step.id === 'reach' ? allowThrough(step) : step)),
    {
      id: 'care',
      fields: [
        textarea('risk', { max: 1500, reach: true }),
        radios('seesPhone', { options: yesNo, reach: true }),
        textarea('staffDanger', { max: 1000, reach: true }),
      ],
    },
    {
      id: 'reason',
      fields: [
        textarea('reason', { max: 3000 }),
        checkboxes('kinds', {
          options: [
            'physical',
            'threats',
            'control',
            'money',
            'sexual',
            'emotional',
            'following',
            'online',
            'honour',
            'marriage',
            'fgm',
            'other',
          ],
        }),
      ],
    },
    {
      id: 'risk',
      fields: [
        radios('judgement', { options: ['high', 'not-high', 'not-known'] }),
        textarea('judgementWhy', { max: 1000 }),
        radios('escalation', { options: yesNo }),
        radios('repeat', { options: yesNo }),
        radios('checklist', { options: checklists }),
      ],
    },
    {
      id: 'score',
      when: is('checklist', 'dash', 'young', 'other'),
      fields: [number('score', { most: 200 }), date('scoreOn'), text('scoreBy', { free: false })],
    },
    {
      id: 'harm',
      fields: [
        text('harmName', { max: 150, free: false }),
        checkboxes('harmRelation', {
          options: ['partner', 'ex', 'parent', 'child', 'sibling', 'other-family', 'several', 'someone-else'],
        }),
        radios('harmLives', { options: ['yes', 'sometimes', 'no', 'not-known'] }),
        text('harmWhere', { max: 150 }),
        radios('harmKnows', { options: yesNo, reach: true }),
      ],
    },
    { id: 'children', fields: [radios('children', { options: yesNo }), radios('pregnant', { options: yesNo })] },
    {
      id: 'childrenMore',
      when: is('children', 'yes'),
      fields: [
        textarea('childrenList', { max: 1000 }),
        radios('childrenServices', { options: yesNo }),
        radios('childrenTold', { options: yesNo }),
      ],
      lines: 'routes',
    },
    {
      id: 'home',
      fields: [
        radios('housing', {
          options: ['owner', 'social', 'private', 'with-others', 'temporary', 'none', 'other', 'not-known'],
        }),
        radios('publicFunds', { options: yesNo }),
        text('homeNote', { max: 300 }),
      ],
    },
    {
      id: 'needs',
      fields: [
        checkboxes('needs', {
          options: ['mental-health', 'alcohol', 'drugs', 'physical', 'learning', 'care', 'other'],
        }),
        checkboxes('access', { options: ['relay', 'plain', 'mobility', 'sight', 'hearing', 'with-me'] }),
        textarea('needsNote', { max: 1000 }),
      ],
    },
    {
      id: 'language',
      fields: [
        text('language', { max: 60 }),
        radios('interpreter', { options: yesNo }),
        radios('bsl', { options: yesNo }),
      ],
    },
    interpreterStep(),
    {
      id: 'agencies',
      fields: [
        checkboxes('agencies', {
          options: [
            'police',
            'children-services',
            'adult-services',
            'health',
            'substance',
            'housing',
            'probation-courts',
            'school',
            'abuse-service',
            'other',
          ],
        }),
        textarea('agenciesNote', { max: 1000 }),
        radios('conference', { options: ['will', 'referred', 'heard', 'no', 'not-known'] }),
      ],
    },
    {
      id: 'conference',
      when: is('conference', 'will', 'referred', 'heard'),
      fields: [text('conferenceRoute', { max: 150 }), date('conferenceReferredOn'), date('conferenceHeardOn')],
    },
    {
      id: 'wants',
      fields: [checkboxes('help', { options: helpKinds }), textarea('helpNote', { max: 1000 })],
    },
    {
      id: 'equality',
      fields: [
        radios('equalityAge', { options: ['16-24', '25-34', '35-44', '45-54', '55-64', '65-over', ...untold] }),
        radios('equalityGender', { options: ['woman', 'man', 'non-binary', 'other', ...untold] }),
        // The census's five headings (England and Wales 2021, table TS021).
        radios('equalityEthnic', { options: ['asian', 'black', 'mixed', 'white', 'other', ...untold] }),
        radios('equalityDisability', { options: ['yes', 'no', ...untold] }),
        radios('equalityReligion', {
          options: ['none', 'christian', 'buddhist', 'hindu', 'jewish', 'muslim', 'sikh', 'other', ...untold],
        }),
        radios('equalityOrientation', { options: ['straight', 'gay', 'bisexual', 'other', ...untold] }),
      ],
    },
  ],
});
