import * as openpgp from 'openpgp';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { entriesOf } from '#forms/answers.ts';
import type { Answers } from '#forms/define.ts';
import { form } from '#forms/self-referral/form.ts';
import { createId } from '#message/reference.ts';
import { exchange, writeGet } from './exchange.ts';

/** A POST, and where in it the id stands that makes each one a submission of its own. */
export type Post = { request: Buffer; idAt: number };

const words = 'He reads my phone when he comes home, so please ring in the morning and not at the weekend. ';

/** About 2 kB of answers, as somebody writes who tells much of it. */
const answers: Answers = {
  danger: 'no',
  callUse: 'yes',
  textUse: 'no',
  emailUse: 'unsure',
  callNumber: '01632 960001',
  callShared: 'yes',
  callWhen: ['morning', 'weekday'],
  callMessage: 'no',
  permission: 'yes',
  name: 'A',
  age: '26-59',
  kinds: ['threats', 'control', 'watching'],
  story: words.repeat(14),
  helpNote: words.repeat(4),
  risk: words.repeat(3),
};

/** The last post of the form without a script: every answer, sealed by the server, thanked for with a page. */
export function writePlainPost(port: number): Post {
  const entries = entriesOf(form, answers);
  return writePost(port, [['submission', createId()], ['action', 'send'], ...entries], 'text/html');
}

/** What the page's script posts: the same answers, sealed to the site's own key before they leave. */
export async function writeSealedPost(port: number, message: Uint8Array): Promise<Post> {
  const { body } = await exchange(port, writeGet('/key/', 'identity'));
  const { keys: armoured } = JSON.parse(body.toString('utf8')) as { keys: string[] };
  const keys = await readContactKeys(openpgp, armoured, new Date(), { allowExpired: true });
  const sealed = await seal(openpgp, message, keys, new Date());
  return writePost(
    port,
    [
      ['submission', createId()],
      ['sealed', sealed],
    ],
    'application/json',
  );
}
