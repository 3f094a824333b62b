import { isAnswered } from '../answers.ts';
import type { Step } from '../define.ts';
import { consent, email, radios, select, telephone, text } from '../fields.ts';

/** The kinds of agency that refer, in the order in which the county's figures list them. */
export const agencyTypes = [
  'police',
  'health-gp',
  'health-hospital',
  'health-midwife-visitor',
  'health-mental',
  'health-substance',
  'ambulance-fire',
  'children-services',
  'adult-services',
  'school',
  'housing',
  'probation-courts',
  'abuse-service',
  'charity',
  'employer',
  'other',
] as const;

/**
 * Who refers. The agency's published switchboard is how the team rings back, since anybody can type a name: identity is
 * checked by a number that the agency itself publishes. These are the only fields a browser may remember.
 */
export function referrerStep(): Step {
  return {
    id: 'referrer',
    fields: [
      text('referrerName', { required: true, autocomplete: 'name', remembered: true, free: false }),
      text('referrerRole', { required: true, autocomplete: 'organization-title', remembered: true, free: false }),
      select('agencyType', { required: true, options: agencyTypes }),
      text('agency', { required: true, autocomplete: 'organization', remembered: true, free: false }),
      telephone('switchboard', { required: true }),
      telephone('referrerPhone', { autocomplete: 'tel', remembered: true }),
      email('referrerEmail', { autocomplete: 'email', remembered: true }),
      consent('receipt'),
      radios('staysInvolved', { options: ['yes', 'no', 'not-known'] }),
    ],
    check: (answers) =>
      answers['receipt'] === 'yes' && !isAnswered(answers['referrerEmail'])
        ? [{ field: 'referrerEmail', reason: 'required' }]
        : [],
  };
}

/** How a form of a professional asks for a receipt. */
export const referrerReceipt = { box: 'receipt', address: 'referrerEmail' };

/** The line of the message that says who refers and how to ring back. */
export const referrerLines: readonly (readonly string[])[] = [
  ['referrerName', 'referrerRole', 'agency', 'switchboard', 'referrerPhone'],
];
