import { abuseKinds } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { referrerLines, referrerReceipt, referrerStep } from '../blocks/referrer.ts';
import { defineForm } from '../define.ts';
import { checkboxes, radios, select, text, textarea } from '../fields.ts';

const yesNoKnown = { options: ['yes', 'no', 'not-known'] } as const;

/**
 * A professional refers somebody to a course for changing their behaviour. What courses ask first (agrees, admits some
 * abuse, no proceedings, no similar course in six months, adult, in the area: jenkinscentre.org, for professionals) is
 * asked as facts: none of them stops the referral, the team decides. Only agreement must be answered, since the person
 * will be contacted. Nothing is asked that could find the partner or a child, and no papers are taken: a child's plan
 * names homes and schools.
 */
export const form = defineForm({
  id: 'programme',
  version: 1,
  path: 'ask/course',
  from: 'work',
  sender: 'professional',
  contact: 'behaviour',
  blocks: ['referrer', 'reach-them'],
  enoughAfter: 'reason',
  receipt: referrerReceipt,
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: reachWays,
    language: ['language', 'interpreter'],
    care: ['staffRisk', 'staffRiskNote'],
    first: [...referrerLines, ['agrees', 'admits', 'proceedings', 'recentCourse', 'livesHere', 'partnerSupport']],
  },
  steps: [
    { id: 'now', fields: [radios('danger', yesNoKnown)], lines: 'routes' },
    referrerStep(),
    {
      id: 'person',
      fields: [
        text('name', { required: true, free: false }),
        radios('gender', { options: ['man', 'woman', 'other', 'not-known'] }),
        radios('age', { options: ['under-16', '16-17', '18-25', '26-59', '60-over', 'not-known'] }),
        select('area', { list: 'areas', options: ['elsewhere', 'not-known'] }),
      ],
    },
    {
      id: 'facts',
      fields: [
        radios('agrees', { ...yesNoKnown, required: true }),
        radios('admits', yesNoKnown),
        radios('proceedings', yesNoKnown),
        radios('recentCourse', yesNoKnown),
        radios('livesHere', yesNoKnown),
      ],
    },
    ...reachSteps({ autofill: false }),
    { id: 'reason', fields: [textarea('reason', { max: 3000 })] },
    {
      id: 'extent',
      fields: [
        checkboxes('kinds', { options: abuseKinds.filter((kind) => kind !== 'marriage') }),
        textarea('extent', { max: 3000 }),
        radios('recency', { options: ['week', 'month', 'half-year', 'longer', 'not-known'] }),
      ],
    },
    {
      id: 'orders',
      fields: [radios('orders', yesNoKnown), textarea('ordersNote', { max: 1000 }), textarea('earlier', { max: 1000 })],
    },
    {
      id: 'staff',
      fields: [
        radios('staffRisk', { ...yesNoKnown, reach: true }),
        textarea('staffRiskNote', { max: 1000, reach: true }),
      ],
    },
    { id: 'partner', fields: [radios('partnerSupport', yesNoKnown)] },
    {
      id: 'children',
      fields: [
        radios('children', yesNoKnown),
        radios('childrenPlan', {
          options: ['protection', 'in-need', 'early-help', 'looked-after', 'none', 'not-known'],
        }),
        text('planHolder', { max: 200 }),
      ],
    },
    {
      id: 'language',
      fields: [text('language', { max: 60 }), radios('interpreter', yesNoKnown), textarea('needs', { max: 1000 })],
    },
  ],
});
