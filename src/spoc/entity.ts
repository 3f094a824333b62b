import PostalMime, { type Attachment } from 'postal-mime';

/** What was inside a sealed message. */
export type Entity = {
  /** The readable part; lines end in LF. */
  text: string;
  /** The exact text of `referral.json`; null unless there is exactly one and it is UTF-8. */
  json: string | null;
  /** File names of whatever else is attached. */
  others: string[];
};

/** Takes apart what was sealed. Null if it is not a MIME entity with a readable part. */
export async function readEntity(bytes: Uint8Array): Promise<Entity | null> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20 }).catch(() => null);
  if (!mail?.headers.some(({ key }) => key === 'content-type') || mail.text === undefined) return null;
  const [json, ...more] = mail.attachments.filter(isReferral);
  return {
    text: mail.text.replaceAll('\r\n', '\n'),
    json: json && more.length === 0 ? decode(json) : null,
    others: mail.attachments.filter((part) => part !== json).map(({ filename }) => filename ?? 'without a name'),
  };
}

function isReferral({ filename, mimeType }: Attachment): boolean {
  return filename === 'referral.json' && mimeType === 'application/json';
}

function decode({ content }: Attachment): string | null {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}
