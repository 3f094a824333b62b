import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Answers } from '#forms/define.ts';

/** How long a draft opens. It travels in the page itself, so that an open page can be finished within a day. */
export const draftHours = 24;

const draftSchema = z.object({
  id: z.string(),
  at: z.number(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** The answers so far without JavaScript, and the id they will be accepted under. */
export type Draft = { id: string; answers: Answers };

/** Seals and opens drafts. */
export type DraftBox = {
  seal: (form: string, draft: Draft) => string;
  /** The draft, or why it cannot be had: it is too old, or it is not one of ours. */
  open: (form: string, sealed: string) => Draft | 'expired' | 'unreadable';
};

/**
 * A box that keeps drafts in the page and nothing on the server: AES-256-GCM, the form's id as associated data, so that
 * a draft cannot be moved to another form. The first key seals, every key opens, so that keys can be changed while
 * people write.
 * @param keys 32 bytes in base64 each, the newest first
 */
export function createDraftBox(keys: string[], clock: () => Date): DraftBox {
  const ring = keys.map((key) => Buffer.from(key, 'base64'));
  const [newest] = ring;
  if (!newest || ring.some((key) => key.length !== 32)) {
    throw new Error('DRAFT_KEYS, or the file draft-key in DATA_DIR: each key must be 32 bytes in base64');
  }
  return {
    seal: (form, draft) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(form));
      const text = JSON.stringify({ ...draft, at: clock().getTime() });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (form, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      for (const key of ring) {
        const draft = openWith(key, form, bytes);
        if (!draft) continue;
        // A day back as well: a clock that was set right meanwhile must not cost anybody their words.
        const age = Math.abs(clock().getTime() - draft.at);
        return age > draftHours * 3_600_000 ? 'expired' : { id: draft.id, answers: draft.answers };
      }
      return 'unreadable';
    },
  };
}

function openWith(key: Buffer, form: string, bytes: Buffer): z.infer<typeof draftSchema> | null {
  if (bytes.length < 29) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(form))
      .setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    return draftSchema.parse(JSON.parse(text));
  } catch {
    // Another key's draft, or a forged one: the cipher's own check says only that it does not open.
    return null;
  }
}
