/** What a client says, as far as a relay of tests has to tell it apart. */
export type Verb = 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'data' | 'rset' | 'quit' | 'other';

/** Every moment at which a relay can do something else: a verb, the greeting, the end of a message, and when it has been taken. */
export type Step = Verb | 'connect' | 'end' | 'taken';

const known = ['ehlo', 'starttls', 'mail', 'rcpt', 'data', 'rset', 'quit'] as const;

/** The verb of a line. */
export function verbOf(line: string): Verb {
  const word = line.slice(0, 8).toLowerCase().split(' ')[0];
  return known.find((verb) => verb === word) ?? 'other';
}

const usual: Record<Exclude<Step, 'taken'>, string> = {
  connect: '220 relay.test ESMTP',
  ehlo: '250-relay.test\r\n250 8BITMIME',
  starttls: '220 go on',
  mail: '250 ok',
  rcpt: '250 ok',
  data: '354 go on',
  end: '250 ok: queued as 4bXyZ12',
  rset: '250 ok',
  quit: '221 bye',
  other: '502 not known',
};

/**
 * The line or lines that answer a step (RFC 5321 section 4.2).
 * @param code another code than the usual one, with words that a log must not repeat
 */
export function composeReply(step: Exclude<Step, 'taken'>, code: number | null, offersTls: boolean): string {
  if (code !== null) return `${code} no, someone@example.org\r\n`;
  if (step === 'ehlo' && offersTls) return '250-relay.test\r\n250-STARTTLS\r\n250 8BITMIME\r\n';
  return `${usual[step]}\r\n`;
}
