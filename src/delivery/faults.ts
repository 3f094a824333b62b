/** What a failed try means: try this one again later, stop the whole queue and probe, or hold this one and raise an alarm. */
export type Effect = 'retry' | 'breaker' | 'hold';

/**
 * A try to deliver that failed. `code` is a word of ours or `smtp-` and the reply's three digits; what a server said
 * beyond its digits is dropped, because it can repeat an address.
 */
export class DeliveryFault extends Error {
  readonly code: string;
  readonly effect: Effect;
  constructor(code: string, effect: Effect) {
    super(`Delivery failed: ${code}`);
    this.name = 'DeliveryFault';
    this.code = code;
    this.effect = effect;
  }
}

/** The parts of nodemailer 10's errors that are read here. */
type SmtpError = Partial<{
  code: string;
  responseCode: number;
  command: string;
  timeoutType: string;
  originalCode: string;
}>;

/** Replies that speak of our login or of missing TLS, wherever they come (RFC 4954 section 6, RFC 3207 section 4). */
const OURS = new Set([530, 534, 535, 538]);

/** The connection, its TLS, its greeting or our login failed: it would for every message. */
const QUEUE_WIDE: Record<string, string> = {
  EDNS: 'unreachable',
  EPROXY: 'unreachable',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'login',
  ENOAUTH: 'login',
  EOAUTH2: 'login',
  EPROTOCOL: 'greeting',
};

/**
 * What an error of nodemailer means. Its `permanent` is no guide: a 535 at login is permanent but our fault, and a 5xx
 * can be a full mailbox, so nothing is ever given up.
 */
export function classifySmtpError(error: unknown): DeliveryFault {
  if (error instanceof DeliveryFault) return error;
  const { code = '', responseCode, command, timeoutType, originalCode } = (error ?? {}) as SmtpError;
  const queueWide = QUEUE_WIDE[code];
  if (queueWide) return new DeliveryFault(queueWide, 'breaker');
  // A relay that does not take our name takes no message: none of them is at fault.
  if (responseCode && (command === 'EHLO' || command === 'HELO')) return new DeliveryFault('greeting', 'breaker');
  if (responseCode) return classifyReply(responseCode);
  if (code === 'ETIMEDOUT') {
    // A socket that fell silent may have been in the middle of a message; the other waits end before one is begun.
    return timeoutType === 'SOCKET_TIMEOUT'
      ? new DeliveryFault('timeout', 'retry')
      : new DeliveryFault('unreachable', 'breaker');
  }
  if (code === 'ESOCKET') {
    if (originalCode === 'ECONNRESET' || originalCode === 'EPIPE') return new DeliveryFault('dropped', 'retry');
    const unverified = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_|EPROTO)/.test(originalCode ?? '');
    return new DeliveryFault(unverified ? 'tls' : 'unreachable', 'breaker');
  }
  if (code === 'ECONNECTION') {
    // Closed before the greeting comes without a command: nothing of a message was under way.
    return command ? new DeliveryFault('dropped', 'retry') : new DeliveryFault('unreachable', 'breaker');
  }
  // Larger than the relay said it takes: nodemailer looks before it sends. Refused for good, as with the relay's own 552.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return new DeliveryFault('too-large', 'hold');
  return new DeliveryFault(code === 'EABORT' ? 'timeout' : 'unknown', 'retry');
}

function classifyReply(reply: number): DeliveryFault {
  const code = `smtp-${reply}`;
  if (OURS.has(reply)) return new DeliveryFault(code, 'breaker');
  // 503 says that the session went wrong, not that the message was refused (RFC 5321 section 4.2.4).
  return new DeliveryFault(code, reply >= 500 && reply < 600 && reply !== 503 ? 'hold' : 'retry');
}
