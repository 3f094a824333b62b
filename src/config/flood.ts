import * as z from 'zod';

/** How many may send before more than pressing *Send* is asked, and by what senders are told apart. */
export const settings = {
  // A name of a header (RFC 9110 5.1), as Node has it.
  ADDRESS_HEADER: z
    .string()
    .regex(/^[\w!#$%&'*+.^`|~-]{1,64}$/)
    .toLowerCase()
    .optional(),
  SENDS_PER_ADDRESS: z.coerce.number().int().min(1).max(1_000_000).default(30),
  SENDS_AT_ALL: z.coerce.number().int().min(1).max(1_000_000).default(600),
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
  ADDRESS_HEADER:
    'the header in which your proxy, and nobody else, puts the address of who asks, such as X-Forwarded-For',
  SENDS_PER_ADDRESS: 'sends an hour from one network before one more step is asked: a whole number from 1',
  SENDS_AT_ALL: 'sends an hour from everybody before one more step is asked: a whole number from 1',
};

/** The limits of an hour, and the header of the trusted proxy in lower case; null: the address is the socket's. */
export type FloodConfig = { addressHeader: string | null; perSender: number; atAll: number };

type Given = { ADDRESS_HEADER?: string | undefined; SENDS_PER_ADDRESS: number; SENDS_AT_ALL: number };

/** The settings as the process uses them. */
export const readFlood = (given: Given): FloodConfig => ({
  addressHeader: given.ADDRESS_HEADER ?? null,
  perSender: given.SENDS_PER_ADDRESS,
  atAll: given.SENDS_AT_ALL,
});
