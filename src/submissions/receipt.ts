import type { NewDelivery } from '#delivery/delivery.ts';
import { sealLetter } from '#delivery/letter.ts';
import { fill } from '#forms/words.ts';
import type { KeyRing } from '#keyring';
import words from './receipt.en.json' with { type: 'json' };

/** What a receipt may say and to whom, all of it from settings. */
export type ReceiptParts = {
  ring: KeyRing;
  /** Mail domains of agencies; what is below one is allowed too. */
  domains: readonly string[];
  /** The neutral word of the county's mail. */
  subject: string;
  /** Whom to ring, and the number. */
  line: { name: string; number: string };
  /** When messages are next read, in words; null while nothing can be promised. */
  reading: () => Promise<string | null>;
  clock: () => Date;
};

/** Makes the receipt of one referral, or null where the address is not one that may be written to. */
export type Receipts = (id: string, reference: string, address: string) => Promise<NewDelivery | null>;

/** No more in an hour to one address, so that the form cannot be used to fill somebody's mailbox. */
const hourly = 12;
const hour = 3_600_000;

/**
 * Receipts for professionals: the reference, when it is read, whom to ring, and no word about anybody. Only to domains
 * that the county lists, because an address typed into a page is nobody's proof of anything.
 */
export function createReceipts(parts: ReceiptParts): Receipts {
  let sent: { to: string; at: number }[] = [];
  const mayHave = (address: string) => {
    // What follows a plus reaches the same mailbox at most providers (RFC 5233): it must not make a new one here.
    const to = address.replace(/\+[^@]*@/, '@');
    const now = parts.clock().getTime();
    sent = sent.filter(({ at }) => now - at < hour && at <= now);
    if (sent.filter((one) => one.to === to).length >= hourly) return false;
    sent.push({ to, at: now });
    return true;
  };
  return async (id, reference, address) => {
    const to = address.trim().toLowerCase();
    if (!isListed(to, parts.domains) || !mayHave(to)) return null;
    const reading = await parts.reading();
    const text = [
      fill(words.received, { reference }),
      reading ?? words.noTime,
      fill(words.ring, parts.line),
      words.records,
    ].join('\n\n');
    return sealLetter(parts.ring, `receipt:${id}`, reference, { to, subject: `${parts.subject} ${reference}`, text });
  };
}

/** Whether an address belongs to one of the domains. It may hold nothing but itself. */
function isListed(address: string, domains: readonly string[]): boolean {
  const [local, domain, more] = address.split('@');
  if (!local || !domain || more !== undefined || !/^[\w.+'-]{1,64}$/.test(local)) return false;
  return domains.some((one) => domain === one || domain.endsWith(`.${one}`));
}
