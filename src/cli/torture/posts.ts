import { entriesOf } from '#forms/answers.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { createId } from '#message/reference.ts';
import { type Answer, exchange } from '../bench/exchange.ts';
import { createSealer } from '../bench/posts.ts';

/** Sends one submission under an id. Rejects when no whole answer comes. */
export type Sender = (id?: string) => Promise<Answer>;

/** Longer than a whole row of faults may hold anybody up. */
const patience = 60_000;

const boundary = '----part-of-the-torture';

/** @param site the port in the address that people know, which is not that of each instance */
function writePost(site: number, entries: [string, string][], accept = 'application/json'): Buffer {
  const parts = entries.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
  const head = [
    `POST /en/${form.path}/ HTTP/1.1`,
    `host: 127.0.0.1:${site}`,
    `origin: http://127.0.0.1:${site}`,
    `content-type: multipart/form-data; boundary=${boundary}`,
    `content-length: ${body.length}`,
    `accept: ${accept}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

/** Whoever sends from a page without a script: the answers, which the site seals. Each message has a length of its own. */
export const plainSender =
  (port: number, site = port, accept = 'application/json'): Sender =>
  (id = createId()) => {
    const answers = { ...examples.shortest.answers, story: 'x'.repeat(Math.floor(Math.random() * 4000)) };
    return withinPatience(
      exchange(port, writePost(site, [['submission', id], ['action', 'send'], ...entriesOf(form, answers)], accept)),
    );
  };

/** Whoever sends from a page with a script: one message, sealed once, under a new id each time. */
export async function sealedSender(port: number, site = port): Promise<Sender> {
  const sealed = await (await createSealer(port))();
  return (id = createId()) =>
    withinPatience(
      exchange(
        port,
        writePost(site, [
          ['submission', id],
          ['sealed', sealed],
        ]),
      ),
    );
}

/** Sends by each in turn, as a load balancer hands requests on. */
export function inTurns(senders: readonly Sender[]): Sender {
  let sent = 0;
  return (id) => {
    sent += 1;
    return (senders[sent % senders.length] as Sender)(id);
  };
}

/** The reference an answer shows, or null where it shows none. */
export function referenceIn({ status, body }: Answer): string | null {
  if (status !== 200) return null;
  return /(?:"reference":"|>)([0-9A-Z]{4}-[0-9A-Z]{4})["<]/.exec(body.toString('utf8'))?.[1] ?? null;
}

function withinPatience<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer came within a minute.')), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
