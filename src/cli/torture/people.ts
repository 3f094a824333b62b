import { setTimeout as sleep } from 'node:timers/promises';
import { createId } from '#message/reference.ts';
import { referenceIn, type Sender } from './posts.ts';

/** What people who sent were told. */
export type Told = {
  /** References that were shown. */
  acknowledged: string[];
  /** Honest refusals: 503, with nothing promised. */
  refused: number;
  /** Sends that ended without an answer; each was repeated under the same id. */
  unanswered: number;
  /** The statuses of all other answers: there should be none. */
  strange: number[];
};

/** People who send until they are told to stop. */
export type People = { told: Told; stop(): Promise<void> };

/**
 * So many people, each sending one message after the other, and one that was refused or not answered again under its id.
 * Each acknowledgement is written down before anything else is done.
 */
export function letPeopleSend(
  count: number,
  senders: readonly Sender[],
  acknowledged = (_reference: string) => {},
): People {
  const told: Told = { acknowledged: [], refused: 0, unanswered: 0, strange: [] };
  let going = true;
  async function sendOnAndOn(send: Sender): Promise<void> {
    let id = createId();
    while (going) {
      const answer = await send(id).catch(() => null);
      const reference = answer && referenceIn(answer);
      if (reference) {
        told.acknowledged.push(reference);
        acknowledged(reference);
        id = createId();
      } else {
        if (answer === null) told.unanswered += 1;
        else if (answer.status === 503) told.refused += 1;
        else told.strange.push(answer.status);
        await sleep(50);
      }
    }
  }
  const all = Array.from({ length: count }, (_, index) => sendOnAndOn(senders[index % senders.length] as Sender));
  return {
    told,
    async stop() {
      going = false;
      await Promise.all(all);
    },
  };
}
