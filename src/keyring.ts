import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals what the server itself must read again, and nobody else: drafts in a page, letters on their way. */
export type KeyRing = {
  /** AES-256-GCM with `context` as associated data, so that what was sealed for one use opens in no other. Base64url. */
  seal: (context: string, text: string) => string;
  /** The text, or null where no key of the ring opens it in this context. */
  open: (context: string, sealed: string) => string | null;
  /** The same text sealed by the newest key: `sealed` itself where it is already, null where no key opens it. */
  renew: (context: string, sealed: string) => string | null;
};

/**
 * A ring of keys: the first seals, every one opens, so that keys can be changed while something is under way.
 * @param keys 32 bytes in base64 each, the newest first; throws where one is not
 */
export function createKeyRing(keys: string[]): KeyRing {
  const ring = keys.map((key) => Buffer.from(key, 'base64'));
  const [newest] = ring;
  if (!newest || ring.some((key) => key.length !== 32)) {
    throw new Error('DRAFT_KEYS, or the file draft-key in DATA_DIR: each key must be 32 bytes in base64');
  }
  const seal = (context: string, text: string) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(context));
    const body = cipher.update(text, 'utf8');
    cipher.final();
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  };
  const open = (context: string, sealed: string) => {
    const bytes = Buffer.from(sealed, 'base64url');
    return ring.map((key) => openWith(key, context, bytes)).find((text) => text !== null) ?? null;
  };
  return {
    seal,
    open,
    renew: (context, sealed) => {
      if (openWith(newest, context, Buffer.from(sealed, 'base64url')) !== null) return sealed;
      const text = open(context, sealed);
      return text === null ? null : seal(context, text);
    },
  };
}

function openWith(key: Buffer, context: string, bytes: Buffer): string | null {
  try {
    // The length is said, because Node takes shorter tags as well, which are easier to guess.
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(12, 28));
    const opened = decipher.update(bytes.subarray(28));
    // Throws where the text was not sealed by this key; in this mode there is nothing left for it to give.
    decipher.final();
    return opened.toString('utf8');
  } catch {
    // Another key's, forged or cut: the cipher's own check says only that it does not open.
    return null;
  }
}
