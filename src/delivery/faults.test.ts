import { expect, test } from 'vitest';
import { classifySmtpError, DeliveryFault } from './faults.ts';

test.each([
  // For every message: the way to the relay, its TLS, its greeting, our login.
  [{ code: 'EDNS' }, 'unreachable', 'breaker'],
  [{ code: 'ETLS' }, 'tls', 'breaker'],
  [{ code: 'EAUTH', responseCode: 535 }, 'login', 'breaker'],
  [{ code: 'EPROTOCOL', responseCode: 554 }, 'greeting', 'breaker'],
  [{ code: 'EENVELOPE', responseCode: 550, command: 'EHLO' }, 'greeting', 'breaker'],
  [{ code: 'EENVELOPE', responseCode: 550, command: 'HELO' }, 'greeting', 'breaker'],
  [{ code: 'ETIMEDOUT' }, 'unreachable', 'breaker'],
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'unreachable', 'breaker'],
  [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, 'tls', 'breaker'],
  [{ code: 'ESOCKET', originalCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls', 'breaker'],
  [{ code: 'ECONNECTION' }, 'unreachable', 'breaker'],
  ...[530, 534, 535, 538].map(
    (reply) => [{ responseCode: reply, command: 'MAIL' }, `smtp-${reply}`, 'breaker'] as const,
  ),
  // This message may go another time: it is under way, or the relay asks to come again.
  [{ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 'timeout', 'retry'],
  [{ code: 'EABORT' }, 'timeout', 'retry'],
  [{ code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'dropped', 'retry'],
  [{ code: 'ESOCKET', originalCode: 'EPIPE' }, 'dropped', 'retry'],
  [{ code: 'ECONNECTION', command: 'DATA' }, 'dropped', 'retry'],
  ...[421, 450, 452, 499, 503, 600].map((reply) => [{ responseCode: reply }, `smtp-${reply}`, 'retry'] as const),
  [new Error('someone@example.org'), 'unknown', 'retry'],
  [{ code: 'EMESSAGE', command: 'DATA' }, 'unknown', 'retry'],
  [null, 'unknown', 'retry'],
  // Refused for good: kept, and somebody is told.
  ...[500, 550, 552, 554, 599].map((reply) => [{ responseCode: reply }, `smtp-${reply}`, 'hold'] as const),
  [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'too-large', 'hold'],
] as const)('%j is %s: %s', (error, code, effect) => {
  expect(classifySmtpError(error)).toMatchObject({ code, effect });
});

test('a fault that is one already stays as it is', () => {
  const fault = new DeliveryFault('token', 'breaker');
  expect(classifySmtpError(fault)).toBe(fault);
});
