import path from 'node:path';
import * as z from 'zod';
import { isoDay, readYaml, source } from './source.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 09:00');
const days = z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1);

const hours = z.strictObject({
  timeZone: z.literal('Europe/London'),
  /** When a person on the contact's side reads messages. Nothing outside these hours is promised. */
  read: z.array(z.strictObject({ days, from: clock, to: clock })).min(1),
  /** Days on which nobody reads, whatever the weekday. */
  closed: z.array(z.strictObject({ on: isoDay, name: z.string(), source })),
});

// Not what somebody searched for: a result page has to be explained to whoever looks at it.
const exitAddress = z
  .url({ protocol: /^https$/ })
  .refine((url) => !/[?#]/.test(url), 'must have no ? and no #: neither a search nor a page of somebody’s own');

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);

const contact = z.strictObject({
  name: z.string(),
  /** True while the hours are an example and no team has confirmed them. */
  example: z.boolean(),
  hours,
  /**
   * Who is told when a delivered message has not been opened after so many hours of the contact's own reading time: a name
   * or a role, whose mailbox is a setting. Until it is opened no time is promised to anybody. Null: this contact does not
   * type codes back, and nobody can tell whether it reads.
   */
  unread: z.strictObject({ hours: z.number().min(0.5).max(80), person: z.string().min(1) }).nullable(),
});

/** What happens at which risk, as the county's own papers say; the threshold is data, since it differs by place. */
const pathway = z.strictObject({
  /** How a case counts as high risk here, in the county's own terms, such as a score or a professional's judgement. */
  threshold: z.strictObject({ checklist: z.string(), score: z.number().int().nullable(), also: z.array(z.string()) }),
  levels: z
    .array(
      z.strictObject({
        id: z.enum(['danger', 'high', 'below-high', 'any']),
        name: z.string(),
        when: z.string(),
        steps: z.array(z.string()).min(1),
        /** Ids of services to ring or refer to. */
        services: z.array(z.string()),
      }),
    )
    .min(1),
  sources: z.array(source).min(1),
});

const area = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The Government Statistical Service code of the authority, so that a renamed or merged district keeps its history. */
  code: z.string().regex(/^E0[6-9]\d{6}$/),
  name: z.string(),
  /** The days from and to which the area exists; areas are dated because councils are merged. */
  from: isoDay,
  to: isoDay.nullable(),
  towns: z.array(z.string()),
});

/** How places on courses are handed out and given back. */
const training = z.strictObject({
  /** True while nobody who organises training has confirmed these. */
  example: z.boolean(),
  /** A place can be given back in time until this many days before the day of the session. */
  cancelDays: z.number().int().min(0).max(60),
  /** How long a place that became free is kept for the next on the waiting list. */
  offerHours: z.number().int().min(1).max(336),
  /** How many days after a session the names of those who booked it are removed. */
  keepDays: z.number().int().min(1).max(730),
  /** How many days before a session people are reminded of it. */
  reminderDays: z.array(z.number().int().min(1).max(60)),
  /** What people agree to when they book, in English: cancelling, coming late, whom to ask. */
  terms: z.string(),
});

/** A county's own facts: its areas, neighbours, hours, exit and languages. One file, `content/counties/<id>/county.yaml`. */
export const countySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: z.string(),
  languages: z.array(z.string()).min(1),
  /**
   * Where the exit leads: not personal, not a search, not the site itself (`#server/telling.ts`). The second is tried when
   * the first hangs, so it is on another host.
   */
  exit: z
    .strictObject({
      url: exitAddress,
      second: exitAddress,
      /** A form that nobody has touched for so long is covered; 0: never. */
      idleMinutes: z.number().int().min(0).max(60),
    })
    .refine(({ url, second }) => hostOf(url) !== hostOf(second), {
      error: 'must be on another host than url: it is for when that one does not answer',
      path: ['second'],
    }),
  /** Words of the outer mail that anybody may see over a shoulder. */
  mail: z.strictObject({
    senderName: z.string(),
    subject: z.string(),
    /** An outer `Importance: high` where the answers tell of danger or high risk; it tells of that to whoever sees it. */
    markUrgent: z.boolean(),
  }),
  /** Who receives what: referrals the single point of contact, the others what is not for its mailbox. */
  contacts: z.strictObject({
    referrals: contact,
    behaviour: contact,
    feedback: contact,
    editors: contact,
    training: contact,
  }),
  /** What a referral does not replace, each by the id of the service that it goes to; null where none is confirmed. */
  routes: z.strictObject({
    children: z.string().nullable(),
    adults: z.string().nullable(),
    conference: z.string().nullable(),
    homelessness: z.string().nullable(),
  }),
  /** Where a receipt may be sent: mail domains of agencies, each with what is below it. Nobody else is ever written to. */
  receiptDomains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)),
  /**
   * In how many working days the team first tries to reach somebody whom a professional referred, by risk; null where
   * nothing is promised. An example until a team confirms it.
   */
  responses: z.strictObject({
    example: z.boolean(),
    workingDays: z.strictObject({
      high: z.number().int().min(1).nullable(),
      'below-high': z.number().int().min(1).nullable(),
      'not-known': z.number().int().min(1).nullable(),
    }),
  }),
  training,
  /** The line that can be rung first, by id of a service. */
  firstLine: z.string(),
  /** Ids of the services on the "find a service" page, in order: county ones and national ones. */
  shortList: z.array(z.string()),
  areas: z.array(area).min(1),
  neighbours: z.array(
    z.strictObject({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      towns: z.array(z.string()),
      note: z.string(),
    }),
  ),
  /** Where each area and neighbour stands on the schematic map: row and column from 0. */
  map: z.record(z.string(), z.tuple([z.number().int().min(0), z.number().int().min(0)])).default({}),
  /** Areas and neighbours that the first half of a postcode reaches, likeliest first; `outside` where it goes beyond them. */
  outcodes: z.record(
    z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?$/),
    z.strictObject({ areas: z.array(z.string()), outside: z.boolean().default(false) }),
  ),
  pathway,
  sources: z.array(source).min(1),
});

/** A county's words in another language. Names of places stay. */
export const countyOverlaySchema = z.strictObject({
  neighbours: z.array(z.strictObject({ id: z.string(), note: z.string() })).optional(),
  contacts: z
    .partialRecord(
      z.enum(['referrals', 'behaviour', 'feedback', 'editors', 'training']),
      z.strictObject({ name: z.string() }),
    )
    .optional(),
});

/** A county as read from its folder. */
export type County = z.infer<typeof countySchema>;
/** When a contact reads messages. */
export type Hours = z.infer<typeof hours>;
/** How places on courses are handed out and given back. */
export type TrainingSettings = z.infer<typeof training>;
/** A district or borough, for as long as it exists. */
export type Area = z.infer<typeof area>;

/**
 * Reads one county's file below `content/counties`. Throws `ContentError` naming the file and every wrong field.
 * @param root the folder that holds `counties/`
 */
export function readCounty(root: string, id: string): County {
  return readYaml(path.join(root, 'counties', id, 'county.yaml'), countySchema);
}

/** The day's areas: those that exist on `day` (`YYYY-MM-DD`). */
export function areasOn(county: County, day: string): Area[] {
  return county.areas.filter((one) => one.from <= day && (one.to === null || day < one.to));
}
