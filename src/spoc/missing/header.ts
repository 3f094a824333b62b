const reference = '[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}';
const ownId = new RegExp(`^<(${reference})\\.(\\d+)@`);
const inSubject = new RegExp(`(?:^|\\s)(${reference})(?=\\s|$)`);

/** What the header of a mail of the site tells: its number and reference; null where nothing says them. */
export type Marks = { messageId: string; number: number | null; reference: string | null };

/** The fields of a mail's header by name in small letters, each unfolded; of several of one name the first. */
export function readHeader(raw: string): Map<string, string> {
  const end = raw.search(/\n\n/);
  const lines = (end < 0 ? raw : raw.slice(0, end)).replace(/\n[ \t]+/g, ' ').split('\n');
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name, value = ''] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return name ? [[name.toLowerCase(), value.trim()]] : [];
  });
  return new Map(fields.reverse());
}

/**
 * What marks a message of the site. The Message-ID says number and reference; where a mail server wrote another, the
 * X-Sequence and the subject do. The subject of an answer or of a list of the site says nothing: neither is the message.
 */
export function readMarks(header: ReadonlyMap<string, string>): Marks {
  const messageId = header.get('message-id') ?? '';
  const [, said, counted] = ownId.exec(messageId) ?? [];
  const sequence = /^\d{1,15}$/.exec(header.get('x-sequence') ?? '')?.[0];
  const own =
    sequence !== undefined || (header.get('auto-submitted') === 'auto-generated' && !/-letter\.\d+@/.test(messageId));
  const subject = own ? inSubject.exec(header.get('subject') ?? '')?.[1] : undefined;
  const number = counted ?? sequence;
  return { messageId, number: number === undefined ? null : Number(number), reference: said ?? subject ?? null };
}
