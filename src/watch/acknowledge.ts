import type { Loop } from '#delivery/loop.ts';
import { codeOf, readReceivedCode } from '#message/code.ts';

/**
 * What became of a code that was typed back. `already`: it had been, at that time. `unknown`: it is none of ours or has a
 * typing mistake; which of the two is not told.
 */
export type Acknowledged = { kind: 'taken' | 'already'; reference: string; at: Date } | { kind: 'unknown' };

/**
 * Takes a code back. The code itself is the right to do so: 59 bits that stand nowhere but inside the seal (whoever
 * wrote the message could work them out, and would only keep it from being missed), so that a thousand guesses a second for
 * one message would take ten million years. Throws `DatabaseFault`.
 */
export async function acknowledge(loop: Loop, typed: string): Promise<Acknowledged> {
  const read = readReceivedCode(typed);
  if (!read) return { kind: 'unknown' };
  for (const id of await loop.ids(read.reference)) {
    // Compared as plain text: time tells nothing of a hash of 128 random bits that anybody could use.
    if ((await codeOf(id)) !== read.code) continue;
    const received = await loop.receive(id, 'code');
    if (received) return { kind: received.already ? 'already' : 'taken', reference: read.reference, at: received.at };
  }
  return { kind: 'unknown' };
}
