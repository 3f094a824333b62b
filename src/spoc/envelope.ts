import PostalMime from 'postal-mime';

/**
 * What a file held around the sealed part. Subject and time (when the site took the message) are from outside the seal:
 * anybody on the way could change them.
 */
export type Envelope = { armoured: string | null; subject: string | null; sent: Date | null };

const block = /-----BEGIN PGP MESSAGE-----[\s\S]*?-----END PGP MESSAGE-----/;

/**
 * Finds the sealed part of a file: an e-mail as PGP/MIME (RFC 3156), one in which a mail server turned that into
 * attachments, one with the block in its text, or the bare block. `armoured` is null when nothing in it is sealed.
 */
export async function findSealed(file: Uint8Array): Promise<Envelope> {
  const text = new TextDecoder().decode(file);
  if (/^\s*-----BEGIN PGP MESSAGE-----/.test(text)) return { armoured: firstBlock(text), subject: null, sent: null };
  const mail = await PostalMime.parse(file, { attachmentEncoding: 'utf8', maxNestingDepth: 20 }).catch(() => null);
  if (!mail) return { armoured: null, subject: null, sent: null };
  const parts = [...mail.attachments.map(({ content }) => String(content)), mail.text ?? ''];
  const armoured = parts.map(firstBlock).find((found) => found !== null) ?? null;
  const sent = new Date(mail.date ?? '');
  return { armoured, subject: mail.subject ?? null, sent: Number.isNaN(sent.getTime()) ? null : sent };
}

function firstBlock(text: string): string | null {
  return block.exec(text)?.[0] ?? null;
}
