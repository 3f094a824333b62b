import type { PaperFault } from '#attachments/papers.ts';
import type { Challenge } from '#flood/proof.ts';
import type { Answers, ContactId } from '#forms/define.ts';
import type { Notice, View } from '#forms/turn.ts';
import type { Receipt } from './accept.ts';

/** What a page says of papers: what was wrong with them, and that none is kept, so that they have to be chosen again. */
export type PapersSaid = { faults: PaperFault[]; again: boolean };

/**
 * A page to render with the sealed draft it carries. `busy`: too many papers are on their way to take more. `again`: many
 * are writing, and *Send* has to be pressed once more.
 */
export type FormPage = Omit<View, 'notice'> & {
  notice: Notice | 'busy' | 'again' | null;
  papers?: PapersSaid;
  draft: string;
  id: string;
};

/** Whether a receipt goes to the professional who asked for one: null where nobody asked. */
export type Written = 'sent' | 'not-listed' | null;

/** What became of answers that take a place: it, or one on the waiting list; there is none to take; or too many were taken. */
export type Taken =
  | { kind: 'booked' | 'waiting'; reference: string; known: boolean }
  | { kind: 'closed' }
  | { kind: 'limit' };

/** What became of one request to a form's address. */
export type Outcome =
  | { kind: 'page'; status: 200 | 422 | 503; page: FormPage }
  | {
      kind: 'sent';
      contact: ContactId;
      receipt: Receipt & { place?: 'booked' | 'waiting' };
      written: Written;
      answers: Answers | null;
      papers: number;
      /** When it leaves, where that is not at once. */
      later: Date | null;
    }
  /** Too many are sending: a page's script works out a proof; without one the page asks for *Send* once more. */
  | { kind: 'again'; status: 429; challenge: Challenge; page: FormPage | null }
  | { kind: 'reseal' }
  | { kind: 'refused'; status: 400 | 413 | 415 | 503 };
