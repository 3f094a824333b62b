import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, type Ground } from '../ground.ts';
import { createPostfix } from '../postfix.ts';
import { type Outcome, play, skip, waitUntil } from '../scene.ts';

/**
 * A real mail server takes everything, is killed with all of it in its queue, and starts again: what it answered with 250
 * is in the contact's mailbox. Then it is killed again and again while it takes mail.
 */
export async function killedPostfix(ground: Ground, count: number): Promise<Outcome> {
  const postfix = createPostfix(await findFreePort(), ground.certificate);
  if (!postfix) return skip('Postfix is not installed, or this is not root');
  const deliverAll = async (atLeast: number) => {
    postfix.flush();
    await waitUntil(() => postfix.arrived().length >= atLeast, 'all of the mail in the mailbox');
  };
  try {
    postfix.start(true);
    return await play(
      ground,
      async ({ people, site, told }) => {
        const sends = people(5);
        await waitUntil(() => (told[0]?.acknowledged.length ?? 0) >= count, 'so many messages');
        await sends.stop();
        await site.drain(() => 0);
        const waiting = told[0]?.acknowledged.length ?? 0;
        if (postfix.arrived().length > 0) throw new Error('Postfix did not keep what it took.');
        postfix.kill();
        await sleep(300);
        postfix.start(false);
        await deliverAll(waiting);
        const more = people(5);
        for (let time = 0; time < 2; time += 1) {
          await sleep(700);
          postfix.kill();
          await sleep(300);
          postfix.start(false);
          site.setAhead((time + 1) * 20 * 60_000);
        }
        await more.stop();
        return [`${waiting} taken with 250 and in the queue when it was killed, then two kills under load`];
      },
      {
        instead: {
          port: postfix.port,
          async collect() {
            // Nothing waits on our side any more; on its side what it took is on its way.
            for (let before = -1; before !== postfix.arrived().length; ) {
              before = postfix.arrived().length;
              postfix.flush();
              await sleep(1_000);
            }
            return postfix.arrived();
          },
        },
      },
    );
  } finally {
    await postfix.remove();
  }
}
