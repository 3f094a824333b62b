/** Kinds of help, by code; the words are in `facets.en.json`. From the support types of Women's Aid and SI 2021/991. */
export const helpCodes = [
  'refuge',
  'specialist-accommodation',
  'dispersed',
  'second-stage',
  'sanctuary',
  'idva',
  'outreach',
  'one-stop-shop',
  'drop-in',
  'helpline',
  'web-chat',
  'group',
  'recovery-course',
  'peer-support',
  'volunteer',
  'counselling',
  'child-therapy',
  'children',
  'parenting',
  'child-to-parent',
  'stalking',
  'sexual-violence',
  'forced-marriage-honour',
  'legal',
  'court-support',
  'housing-advice',
  'money',
  'immigration',
  'technology',
  'pets',
  'health',
  'mental-health',
  'substance-use',
  'workplace',
  'family-friends',
  'police',
  'social-care',
  'training',
  'behaviour-change',
] as const;

/** Whom a service is for: only what it really takes, "anyone" is no substitute for a specialist. */
export const forCodes = [
  'anyone',
  'women',
  'men',
  'lgbt',
  'trans',
  'under-16',
  '16-18',
  'older',
  'disabled',
  'deaf',
  'learning-disability',
  'black-minoritised',
  'faith',
  'traveller',
  'migrant',
  'no-recourse',
  'pregnant',
  'with-children',
  'with-pets',
  'mental-health',
  'substance-use',
  'rural',
  'armed-forces',
  'carers',
  'family-friends',
  'uses-abuse',
] as const;

/** How contact is made. */
export const howCodes = [
  'phone',
  'text',
  'online',
  'app',
  'in-person',
  'agreed-place',
  'home',
  'bsl',
  'relay',
] as const;

/** Who may ask for it. */
export const accessCodes = ['self', 'professional', 'police'] as const;

/** For professionals: the risk it takes. There is no "standard": judgement and escalation outrank a low score. */
export const riskCodes = ['any', 'below-high', 'medium', 'high'] as const;

/** Kinds of help that are a place to stay: such a record may hold nothing that tells where. */
export const accommodationCodes: readonly (typeof helpCodes)[number][] = [
  'refuge',
  'specialist-accommodation',
  'dispersed',
  'second-stage',
];

/** A kind of help. */
export type Help = (typeof helpCodes)[number];
/** Whom it is for. */
export type For = (typeof forCodes)[number];
/** How contact is made. */
export type How = (typeof howCodes)[number];
