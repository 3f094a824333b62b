import type * as z from 'zod/mini';

/** How a field is shown. Yes or no is `radios` with two options. */
export type Control =
  | 'text'
  | 'textarea'
  | 'radios'
  | 'checkboxes'
  | 'select'
  | 'date'
  | 'number'
  | 'tel'
  | 'email'
  | 'consent';

/** One answer: text or a code, or codes where several may be chosen. Empty means not answered. */
export type Answer = string | string[];

/** The answers so far by field name. A field that was never shown is absent. */
export type Answers = Record<string, Answer>;

/** Codes that come from the county and not from the form (its areas), by list name. */
export type Lists = Record<string, { code: string; label: string }[]>;

/** A question: what it accepts and how it is shown, kept together. Made by the constructors of `fields.ts`. */
export type Field = {
  name: string;
  control: Control;
  schema: z.ZodMiniType<Answer>;
  /** The answer may not be empty once its step is reached. */
  required: boolean;
  /** The most characters (Unicode code points) an answer may have. */
  max: number;
  /** Codes to choose from, in order. */
  options: readonly string[];
  /** Name of the county's list that comes before the options; null where there is none. */
  list: string | null;
  /** The token of WCAG 1.3.5 for a field about the person filling in; null: never remembered by the browser. */
  autocomplete: string | null;
  /** The person's own words, shown to the contact untouched with their language named. */
  free: boolean;
  /** Part of how the person may be reached: read before anybody makes contact. */
  reach: boolean;
  /** About the professional who fills in, at work: the browser may remember it. */
  remembered: boolean;
};

/** Lines to ring: in danger, for children, for people who use abuse, and what a referral does not replace. */
export type LineGroup = 'danger' | 'children' | 'own' | 'routes';

/** A page of the form. */
export type Step = {
  id: string;
  fields: readonly Field[];
  /** Lines to ring that this page shows, by the name of a group of services. */
  lines?: LineGroup;
  /** Whether the answers so far lead here; without it always. */
  when?: (answers: Answers) => boolean;
  /** What no single field can see, such as "one of these". Runs after every field passed. */
  check?: (answers: Answers) => Issue[];
};

/** Why an answer cannot be taken. The words for each reason are in the form's `en.json`. */
export type Reason =
  | 'required'
  | 'choose'
  | 'one-way'
  | 'too-long'
  | 'email'
  | 'phone'
  | 'date'
  | 'number'
  | 'agree'
  | 'unreadable';

/** One thing to mend, tied to the field that shows it. */
export type Issue = { field: string; reason: Reason };

/**
 * A way to reach the person: the answer that allows it, where to (the first that was answered), who else may be there,
 * and what must be known before it is used.
 */
export type Way = { use: string; to?: readonly string[]; shared?: string; before?: readonly string[] };

/** Which answers the contact must see before anything else, by field name. */
export type Roles = {
  danger?: string;
  age?: string;
  ways?: readonly Way[];
  language?: readonly string[];
  /** Who must not know, and what would put somebody at risk. */
  care?: readonly string[];
  /** More of the first lines, each a line of its own: those of its fields that were answered, with their labels. */
  first?: readonly (readonly string[])[];
};

/** Who receives a kind of message. Only `referrals` is the single point of contact; the rest stay out of its mailbox. */
export const contactIds = ['referrals', 'behaviour', 'feedback', 'editors', 'training'] as const;

/** A contact's id. Its address, keys and hours are settings. */
export type ContactId = (typeof contactIds)[number];

/** What is known of the risk to the person: a score can only raise it, so nothing is called low. */
export type Level = 'high' | 'below-high' | 'not-known';

/** The county's own rules that a form goes by: from which score a case counts as high risk, null where none is set. */
export type Rules = { highScore: number | null };

/** Who fills a form in: the person themselves (or somebody close), a professional at work, or anybody about something else. */
export type Sender = 'person' | 'professional' | 'visitor';

/** A form: ordered steps, who receives it and the versions a message records. */
export type Form = {
  id: string;
  /** Version of the published JSON schema. Raised when a field is added, removed or changes meaning. */
  version: number;
  /** Its address below the language, such as `ask/call`; neutral, since a browser keeps addresses. */
  path: string;
  /** Address below the language of the page that leads to it: where the first page's way back goes. */
  from: string;
  sender: Sender;
  /** Who fills it in by their answers, where professionals and others share a form: its pages then keep no history. */
  senderBy?: (answers: Answers) => Sender;
  contact: ContactId;
  /** Name of the box "this is about abuse": ticked, the message goes to `referrals` instead. */
  aboutAbuse?: string;
  /**
   * The answers reach the server as they are, because something is taken in the same moment, such as a place; not where it
   * is about abuse after all (`isPlain`).
   */
  plain?: boolean;
  /** What the form's address can say, as `<path>/<code>`, so that a page leads to the form about one thing. */
  subject?: { field: string; code: RegExp };
  /** The words of shared questions, by name: files `blocks/<name>.en.json` and their overlays. A form's own come on top. */
  blocks?: readonly string[];
  steps: readonly Step[];
  roles: Roles;
  /** The person it is about is under 18 whatever is answered. */
  child?: boolean;
  /** The risk that the answers tell of, for forms that ask. */
  level?: (answers: Answers, rules: Rules) => Level;
  /** The box that asks for a receipt by e-mail, and the field with the professional's own address. */
  receipt?: { box: string; address: string };
  /** Papers may be added on the check page. */
  attachments?: boolean;
  /** The step from which everything that is needed has been given, so that each page offers to send. */
  enoughAfter: string;
  /** The date of the words that were agreed to, or of the form's words where nothing is agreed to. */
  permissionVersion: string;
};

/** Checks the definition once, where it is written: names and step ids are unique. Throws on a mistake. */
export function defineForm(form: Form): Form {
  const names = form.steps.flatMap((step) => step.fields.map((field) => field.name));
  const ids = form.steps.map((step) => step.id);
  for (const list of [names, ids]) {
    const twice = list.find((one, index) => list.indexOf(one) !== index);
    if (twice) throw new Error(`${form.id}: ${twice} is there twice`);
  }
  if (!ids.includes(form.enoughAfter)) throw new Error(`${form.id}: no step ${form.enoughAfter}`);
  return form;
}

/** Every field of a form, in order. */
export function fieldsOf(form: Form): Field[] {
  return form.steps.flatMap((step) => step.fields);
}

/** Who receives these answers: the form's contact, or the single point of contact where it is about abuse after all. */
export function contactOf({ contact, aboutAbuse }: Form, answers: Answers): ContactId {
  return aboutAbuse !== undefined && answers[aboutAbuse] === 'yes' ? 'referrals' : contact;
}

/** Who has filled in a form, as far as the answers tell. */
export const senderOf = ({ sender, senderBy }: Form, answers: Answers): Sender => senderBy?.(answers) ?? sender;

/** Whether the answers tell of danger now, or of high risk. */
export function isUrgent({ roles, level }: Form, answers: Answers, rules: Rules): boolean {
  const danger = roles.danger === undefined ? '' : answers[roles.danger];
  return danger === 'yes' || danger === 'unsure' || level?.(answers, rules) === 'high';
}

/** Where a professional wants a receipt sent, or null where none is wanted. */
export function receiptAddress({ receipt }: Form, answers: Answers): string | null {
  const address = receipt && answers[receipt.box] === 'yes' ? answers[receipt.address] : undefined;
  return typeof address === 'string' && address.trim() !== '' ? address.trim() : null;
}

/** Whether these answers go to the server as they are. */
export const isPlain = (form: Form, answers: Answers) =>
  form.plain === true && contactOf(form, answers) === form.contact;

/** Every contact that a form's messages can go to. */
export function contactsOf({ contact, aboutAbuse }: Form): ContactId[] {
  return aboutAbuse === undefined ? [contact] : [contact, 'referrals'];
}
