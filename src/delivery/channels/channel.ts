/** A finished mail. `from` and `to` are the envelope; `raw` is the message, in ASCII, as bytes where it is large. */
export type Mail = { from: string; to: string[]; messageId: string; raw: string | Buffer };

/** A way out. It knows nothing of queues: it delivers one mail or says why not. */
export type Channel = {
  name: string;
  /**
   * Resolves once somebody else has taken responsibility for the mail, for every recipient. `receipt` is their queue id,
   * if they gave one. Throws `DeliveryFault`.
   */
  send(mail: Mail): Promise<{ receipt: string | null }>;
  /** Whether mail could leave now, as far as that can be known without sending. Throws `DeliveryFault`. */
  check?(): Promise<void>;
  /**
   * The most bytes of a mail that the other side says it takes (RFC 1870), or null where it does not say. Throws
   * `DeliveryFault`.
   */
  largest?(): Promise<number | null>;
  /** Gives back connections. Sends that are under way may still end. */
  close(): Promise<void>;
};
