/** What a caller hands over to be sent. Nothing in it but `body` comes from a person, and `body` is sealed. */
export type NewDelivery = {
  /** Unique key, such as the submission's id: a second delivery with the same id is the same delivery. */
  id: string;
  /** What the person may read aloud; letters, digits and hyphens. Appears in the subject. */
  reference: string;
  /**
   * How the body is sealed: `sealed-openpgp` is armoured OpenPGP; `sealed-smime` enveloped data in lines of base64;
   * `sealed-ring` is sealed by the server's own ring and opened when it is sent; `letter` is `letter.ts`'s.
   */
  kind: string;
  /** Lower goes first: `urgentPriority`, then sealed ones at 0, then letters, then those to be checked. */
  priority: number;
  /** Not to be sent before this time, at most an hour ahead; nobody calls it late until then. */
  notBefore?: Date;
  /** A contact's id, such as `referrals`: the settings know its address. Never an address: a letter's is in its body. */
  recipient: string;
  /** The keys the body is encrypted to, so that a change of keys can be followed. */
  keyIds: string[];
  /** Ciphertext: armoured, or for a letter sealed by the server's own ring. */
  body: string;
};

/** Of what is marked as urgent in the mailbox too. */
export const urgentPriority = -1;

/** Of what a program may have sent: the last to go, and marked in the mailbox as to be checked. */
export const checkPriority = 2;

/** The delivery is committed to the disk. `number` has no gaps (of letters it counts down from -1); `known` when the id had been accepted before. */
export type Accepted = { reference: string; number: number; acceptedAt: Date; known: boolean };

/** Where a delivery is, worked out from its timestamps. `erased`: delivered, and its body is gone. */
export type Status = 'waiting' | 'sending' | 'held' | 'delivered' | 'erased';

/** What is known about a delivery, without its body. */
export type Found = { reference: string; number: number; acceptedAt: Date; status: Status };

/**
 * A delivery whose lease the caller holds. `attempts` counts the tries that ended in retry or hold; `lease` is when the
 * lease ends (ms since 1970), and names it: whoever claims the delivery later has another.
 */
export type Claimed = {
  id: string;
  lease: number;
  number: number;
  reference: string;
  kind: string;
  recipient: string;
  priority: number;
  body: string;
  acceptedAt: Date;
  attempts: number;
};

/**
 * How a try ended. `postponed`: not this delivery's fault, due again at once (the breaker does the waiting). `held`:
 * refused for good by the other side; kept, and tried every six hours. `code` and `receipt` are codes, never text.
 */
export type Outcome =
  | { kind: 'delivered'; receipt: string | null }
  | { kind: 'retry' | 'held' | 'postponed'; code: string };

/**
 * How the queue is doing; no personal data. `oldestWaitingSeconds` is null when nothing waits; held ones are apart.
 * `bounced` came back after they were delivered, and nobody said since that they were opened. `restored`: a backup brought
 * them back, and nobody has said yet whether they arrived.
 */
export type Health = {
  oldestWaitingSeconds: number | null;
  oldestHeldSeconds: number | null;
  waiting: number;
  held: number;
  bounced: number;
  restored: number;
  delivered: number;
};
