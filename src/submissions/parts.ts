import type { NewDelivery } from '#delivery/delivery.ts';
import type { Queue } from '#delivery/queue.ts';
import type { Flood } from '#flood/flood.ts';
import type { Answers, ContactId, Lists, Rules } from '#forms/define.ts';
import type { Log } from '#log';
import type { Contact } from './contact.ts';
import type { DraftBox } from './draft.ts';
import type { Taken } from './outcome.ts';
import type { Receipts } from './receipt.ts';

/** What the intake works with, built once at start. */
export type IntakeParts = {
  queue: Queue;
  /** A contact that is not set up is absent: the forms that go to it are not offered. */
  contacts: Partial<Record<ContactId, Contact>>;
  drafts: DraftBox;
  lists: () => Lists;
  rules: Rules;
  /** Danger and high risk are marked outside the seal: the county chose so. */
  markUrgent: boolean;
  languageName: (tag: string) => string;
  /** `https://host` of the site, where it is known. */
  origin: string | null;
  /** Most bytes of papers with one message; 0: none are taken. */
  fileBytes: number;
  clock: () => Date;
  log: Log;
  receipts: Receipts;
  flood: Flood;
  /** Takes the place that a plain form is about and keeps its message with it, or does neither. */
  takePlace: (answers: Answers, message: NewDelivery) => Promise<Taken>;
  /** Told after each acceptance, so that delivery begins at once. */
  accepted: () => void;
};
