import type { Field } from '../../src/forms/define.ts';

/** Facts for which the law asks extra care: special category (UK GDPR Article 9) and criminal offence (Article 10). */
export type Kind = 'health' | 'sex life' | 'orientation' | 'ethnic group' | 'religion' | 'offence' | 'anything';

/** What an answer tells by its own question, for every field that is not of the person's own words. */
const kinds: Record<string, Kind[]> = {
  danger: ['offence'],
  noticed: ['offence', 'sex life'],
  kinds: ['offence', 'sex life'],
  seen: ['offence'],
  whoHurts: ['offence'],
  harmIs: ['offence'],
  harmName: ['offence'],
  harmRelation: ['offence'],
  harmLives: ['offence'],
  harmKnows: ['offence'],
  seesPhone: ['offence'],
  callShared: ['offence'],
  textShared: ['offence'],
  emailShared: ['offence'],
  ownShared: ['offence'],
  addressKnown: ['offence'],
  judgement: ['offence'],
  escalation: ['offence'],
  repeat: ['offence'],
  checklist: ['offence'],
  score: ['offence'],
  conference: ['offence'],
  admits: ['offence'],
  recency: ['offence'],
  proceedings: ['offence'],
  orders: ['offence'],
  recentCourse: ['offence'],
  staffRisk: ['offence'],
  partnerSupport: ['offence'],
  withoutBasis: ['offence', 'health'],
  aboutAbuse: ['offence'],
  livesWith: ['offence'],
  pregnant: ['health'],
  access: ['health'],
  needs: ['health'],
  bsl: ['health'],
  help: ['health', 'offence'],
  agencies: ['health', 'offence'],
  interpreter: ['ethnic group'],
  interpreterGender: ['ethnic group', 'religion'],
  notMyCommunity: ['ethnic group', 'religion'],
  equalityEthnic: ['ethnic group'],
  equalityDisability: ['health'],
  equalityReligion: ['religion'],
  equalityOrientation: ['orientation'],
};

/** Fields that tell none of it by themselves: names, numbers, ages, days, who knows and who agrees. */
const plain = new Set(
  `callUse textUse emailUse ringUs callNumber callWhen callUntil callMessage callOthers callSay textNumber textWhen textUntil
  emailAddress emailUntil checkWord permission name age area session email agency agencyType role manager managerAgrees terms
  sentBy referrerName referrerRole switchboard referrerPhone referrerEmail receipt staysInvolved parentName parentIs childName
  birthDate school trusted trustedName contactTheirs ownReach ownNumber ownHow parentKnows parentAgrees childKnows childAgrees
  shareBy shareDate servicesTold kind about reply replyEmail replyPhone relation yourAge children service what aliases
  dateOfBirth addressMay aware agrees withoutBy withoutOn throughYou scoreOn scoreBy childrenServices childrenTold housing
  publicFunds conferenceReferredOn conferenceHeardOn gender equalityAge equalityGender livesHere childrenPlan`.split(
    /\s+/,
  ),
);

/** What a field's answer may tell; null where nobody has judged the field yet. Own words may tell anything. */
export function kindsOf({ name, free }: Field): Kind[] | null {
  if (free) return ['anything'];
  return kinds[name] ?? (plain.has(name) ? [] : null);
}

/** Every name that has been judged, so that one which no form asks any more is found. */
export const judged: readonly string[] = [...Object.keys(kinds), ...plain];
