import PostalMime, { type Attachment } from 'postal-mime';
import { startsWith } from '#attachments/bytes.ts';
import { oleMagic } from '#attachments/doc.ts';

/**
 * What a file held around the sealed part. Subject and time (when the site took the message) are from outside the seal:
 * anybody on the way could change them.
 */
export type Envelope = {
  /** Armoured text, or the packets themselves; null when nothing in the file is sealed. */
  sealed: string | Uint8Array | null;
  subject: string | null;
  sent: Date | null;
};

/** Without its end too: that it was cut short is for the opener to say. */
const block = /-----BEGIN PGP MESSAGE-----[\s\S]*?(?:-----END PGP MESSAGE-----|$)/;

/**
 * Finds the sealed part of a file: an e-mail as PGP/MIME (RFC 3156), one in which a mail server turned that into
 * attachments, one with a sealed attachment or the block in its text, or the attachment or block by itself.
 */
export async function findSealed(file: Uint8Array): Promise<Envelope> {
  const bare = { subject: null, sent: null };
  if (isPackets(file)) return { ...bare, sealed: file };
  // Armour is ASCII whatever stands around it, and 24 MB of it are read as bytes twice as fast as as UTF-8.
  if (/^\s*-----BEGIN PGP MESSAGE-----/.test(asciiOf(file.subarray(0, 200)))) {
    return { ...bare, sealed: firstBlock(asciiOf(file)) };
  }
  const text = asciiOf(file);
  // As the site sends it the block stands in the mail as it is: taking 19 MB of it apart would need ten times as long.
  const plain = encoded.test(text.slice(0, 65_536)) ? null : firstBlock(text);
  const end = text.search(/\r?\n\r?\n/);
  const part = plain === null || end < 0 ? file : file.subarray(0, end + 4);
  const mail = await PostalMime.parse(part, { maxNestingDepth: 20 }).catch(() => null);
  if (!mail) return { ...bare, sealed: null };
  const inside = () => mail.attachments.map(sealedIn).find((found) => found !== null) ?? firstBlock(mail.text ?? '');
  const sealed = plain ?? inside();
  const sent = new Date(mail.date ?? '');
  return { sealed, subject: mail.subject ?? null, sent: Number.isNaN(sent.getTime()) ? null : sent };
}

/** Some part of the mail was written in signs that stand for others, so that the block may have been as well. */
const encoded = /^content-transfer-encoding:[ \t]*(?:base64|quoted-printable)/im;

/** Whether a mail is sealed as S/MIME (RFC 8551 section 3.2), which mail programs open by themselves. */
export function isSmime(file: Uint8Array): boolean {
  const [head = ''] = asciiOf(file.subarray(0, 65_536)).split(/\r?\n\r?\n/);
  return /^content-type:\s*application\/(?:x-)?pkcs7-mime/im.test(head);
}

/** Whether a file is a mail or another thing as Outlook for Windows saves it, which no other program reads. */
export const isOutlookFile = (file: Uint8Array) => startsWith(file, oleMagic);

function sealedIn({ content }: Attachment): string | Uint8Array | null {
  if (typeof content === 'string') return firstBlock(content);
  const bytes = new Uint8Array(content);
  return isPackets(bytes) ? bytes : firstBlock(asciiOf(bytes));
}

/** Packets begin with a session key for somebody: tag 1, in either form of header (RFC 9580 section 4.2). */
function isPackets([first = 0]: Uint8Array): boolean {
  return first === 0xc1 || (first >= 0x84 && first <= 0x86);
}

const asciiOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

function firstBlock(text: string): string | null {
  return block.exec(text)?.[0] ?? null;
}
