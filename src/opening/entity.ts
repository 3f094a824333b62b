import PostalMime, { type Attachment } from 'postal-mime';
import type { NamedFile } from '#attachments/check.ts';

/** What was inside a sealed message. */
export type Entity = {
  /** The readable part; lines end in LF. */
  text: string;
  /** There is a part in HTML beside it, which a mail program would show in its place. */
  html: boolean;
  /** The exact text of `referral.json`; null unless there is exactly one and it is UTF-8. */
  json: string | null;
  /** Whatever else is attached, by the name it was given. */
  files: NamedFile[];
};

/** Takes apart what was sealed. Null if it is not a MIME entity with a readable part. */
export async function readEntity(bytes: Uint8Array): Promise<Entity | null> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20 }).catch(() => null);
  if (!mail?.headers.some(({ key }) => key === 'content-type') || mail.text === undefined) return null;
  const [json, ...more] = mail.attachments.filter(isReferral);
  return {
    text: mail.text.replaceAll('\r\n', '\n'),
    html: mail.html !== undefined,
    json: json && more.length === 0 ? decode(json) : null,
    files: mail.attachments
      .filter((part) => part !== json)
      .map((part) => ({ name: part.filename ?? '', bytes: bytesOf(part) })),
  };
}

function isReferral({ filename, mimeType }: Attachment): boolean {
  return filename === 'referral.json' && mimeType === 'application/json';
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function decode(part: Attachment): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(part));
  } catch {
    return null;
  }
}
