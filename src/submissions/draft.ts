import * as z from 'zod';
import type { Answers } from '#forms/define.ts';
import { createKeyRing } from '#keyring';
import type { Versions } from './words.ts';

/** How long a draft opens. It travels in the page itself, so that an open page can be finished within a day. */
export const draftHours = 24;

const draftSchema = z.object({
  id: z.string(),
  at: z.number(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  first: z.object({ at: z.number(), answered: z.number() }).nullable().default(null),
  marked: z.boolean().default(false),
  again: z.boolean().default(false),
  words: z.object({ privacy: z.string(), permission: z.string() }).nullable().default(null),
});

/** The answers so far without JavaScript, and the id they will be accepted under. */
export type Draft = {
  id: string;
  answers: Answers;
  /** When (ms since 1970) the first page of it was sent, and how many answers there were then; null: not known. */
  first?: { at: number; answered: number } | null;
  /** The field that nobody sees was filled in on one of the pages. */
  marked?: boolean;
  /** The person was asked to press *Send* once more: with this they have. */
  again?: boolean;
  /** The versions of the words on the page in which it is, or of those that were agreed to before; null: not known. */
  words?: Versions | null;
};

/** A draft as it was sealed at a time, in ms since 1970. */
export type OpenedDraft = Required<Draft> & { at: number };

/** Seals and opens drafts. */
export type DraftBox = {
  seal: (form: string, draft: Draft) => string;
  /** The draft, or why it cannot be had: it is too old, or it is not one of ours. */
  open: (form: string, sealed: string) => OpenedDraft | 'expired' | 'unreadable';
};

/** A box that keeps drafts in the page and nothing on the server. A draft of one form opens in no other. */
export function createDraftBox(keys: string[], clock: () => Date): DraftBox {
  const ring = createKeyRing(keys);
  return {
    seal: (form, draft) => ring.seal(form, JSON.stringify({ ...draft, at: clock().getTime() })),
    open: (form, sealed) => {
      const text = ring.open(form, sealed);
      const draft = text === null ? null : readDraft(text);
      if (!draft) return 'unreadable';
      // A day back as well: a clock that was set right meanwhile must not cost anybody their words.
      const age = Math.abs(clock().getTime() - draft.at);
      return age > draftHours * 3_600_000 ? 'expired' : draft;
    },
  };
}

/** What was sealed here is JSON of an earlier version at worst. */
function readDraft(text: string): OpenedDraft | null {
  const parsed = draftSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
