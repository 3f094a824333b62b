import type { Bookable, PublicCourse, PublicSession, Session } from './course.ts';

/** A session as it is at this moment. `code` is what the form and `ask/book/<code>` know it by. */
export type SessionNow = PublicSession & {
  code: string;
  bookable: Bookable;
  /** Places that somebody can take now; at 0 a booking goes onto the waiting list. */
  left: number;
  /** How many wait for a place. */
  waiting: number;
  /** For its calendar: rises when it moves or is called off. */
  sequence: number;
};

/** A course as it is at this moment, with the sessions that are still ahead, in order of time. */
export type CourseNow = Omit<PublicCourse, 'sessions'> & { sessions: SessionNow[] };

/** What a person filled in of themselves, sealed on the disk. Codes are those of the form's options. */
export type Attendee = {
  name: string;
  email: string;
  organisation: string;
  /** What kind of agency. */
  kind: string;
  role: string;
  district: string;
  /** Who agreed, where the course asks; else empty. */
  manager: string;
};

/**
 * Where a booking stands. `offered`: a place is kept until `offeredUntil`. `lapsed`: an offer was not taken in time.
 * `over`: the session has begun.
 */
export type BookingStatus = 'booked' | 'waiting' | 'offered' | 'cancelled' | 'lapsed' | 'called-off' | 'over';

/** A booking as the person with its link sees it. Opening it has changed nothing. */
export type BookingView = {
  reference: string;
  status: BookingStatus;
  course: PublicCourse;
  /** With `exact` only where the person has a place; else it is null. */
  session: PublicSession & { exact: Session['exact'] | null };
  name: string;
  /** How many are in front on the waiting list, while waiting. */
  before: number;
  offeredUntil: Date | null;
  /** Until when a place can be given back in time; giving it back later is still possible, and is marked as late. */
  cancelBefore: Date;
  /** The county's rules on cancelling. */
  terms: string;
};

/** What a button of the link did. `unknown`: there is no such link any more. `over`: too late, nothing was changed. */
export type Done = { kind: 'done' } | { kind: 'unknown' } | { kind: 'over' };

/** How a place was given back; `late`: after the day until which that is in time. */
export type Cancelled = { kind: 'done'; late: boolean } | Exclude<Done, { kind: 'done' }>;

/** How handing a booking over ended. `taken`: the colleague has a booking of this session. `limit`: too many mails. */
export type Swapped = Done | { kind: 'invalid'; field: 'name' | 'email' } | { kind: 'taken' } | { kind: 'limit' };

/** What the person needs, in their own words; either may be empty. */
export type Needs = { access: string; diet: string };

/** What pages ask of training: courses as they are now, and what a private link may do. Throws `DatabaseFault`. */
export type Training = {
  courses: () => Promise<CourseNow[]>;
  /** The sessions that can be booked now, as the booking form lists them. */
  choices: () => { code: string; label: string }[];
  /** A booking by the token of its link, or null where there is none (any more). Changes nothing. */
  findBooking: (token: string) => Promise<BookingView | null>;
  /** Gives the place, the offer or the place on the waiting list back; what is free is offered to the next. */
  cancel: (token: string) => Promise<Cancelled>;
  /** Hands the booking to a colleague, who gets a link of their own; the old link is dead. */
  swap: (token: string, colleague: { name: string; email: string }) => Promise<Swapped>;
  /** Sends what the person needs to the organiser, sealed; nothing of it is kept here. `limit`: too often in an hour. */
  changeNeeds: (token: string, needs: Needs) => Promise<Done | { kind: 'limit' }>;
  /** Takes the place that is offered. `over` where the offer has run out. */
  acceptOffer: (token: string) => Promise<Done>;
};
