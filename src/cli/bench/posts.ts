import * as openpgp from 'openpgp';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { entriesOf } from '#forms/answers.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples as referrals } from '#forms/professional/examples.ts';
import { form as professional } from '#forms/professional/form.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { privacyVersion } from '#i18n/versions.ts';
import { composeMessage } from '#message/compose.ts';
import { createId } from '#message/reference.ts';
import { exchange, writeGet } from './exchange.ts';

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

/** A POST, and where in it the id stands that makes each one a submission of its own. */
export type Post = { request: Buffer; idAt: number };

const { language, answers: full } = examples.full;
const referral = referrals.full;
/** Every question answered, in Urdu, and a longer story: about 2 kB of answers. */
const answers = { ...full, story: String(full['story']).repeat(6) };

/**
 * The last post of the form without a script: every answer, sealed by the server, thanked for with a page.
 * @param tag the language of the page; a live site takes only those that a native reader has passed
 */
export function writePlainPost(port: number, tag = language): Post {
  const entries = entriesOf(form, answers);
  return writePost(port, [['submission', createId()], ['action', 'send'], ...entries], 'text/html', form.path, tag);
}

/** The last post of a professional's referral of an adult, without a script: every question answered. */
export function writeReferralPost(port: number): Post {
  const entries = entriesOf(professional, referral.answers);
  return writePost(port, [['submission', createId()], ['action', 'send'], ...entries], 'text/html', professional.path);
}

/** What the page's script posts: the same answers, sealed before they leave. */
export function writeSealedPost(port: number, sealed: string): Post {
  const entries: [string, string][] = [
    ['submission', createId()],
    ['sealed', sealed],
  ];
  return writePost(port, entries, 'application/json');
}

/** Seals the same answers to the site's own key, as the page's script does it; each call anew. */
export async function createSealer(port: number): Promise<() => Promise<string>> {
  const { body } = await exchange(port, writeGet('/key/referrals/', 'identity'));
  const { keys: armoured } = JSON.parse(body.toString('utf8')) as { keys: string[] };
  const keys = await readContactKeys(openpgp, armoured, new Date(), { allowExpired: true });
  const versions = { privacy: privacyVersion, permission: form.permissionVersion };
  const message = composeMessage({
    form,
    answers,
    english,
    lists: { areas: [{ code: 'maidstone', label: 'Maidstone' }] },
    languageName: 'Urdu',
    rules: { highScore: null },
    subject: 'Web',
    code: '2222-2222-2222',
    header: { reference: '2222-2222', language, versions },
  });
  return () => seal(openpgp, message, keys, new Date());
}

function writePost(port: number, entries: [string, string][], accept: string, path = form.path, tag = language): Post {
  const boundary = '----part-of-the-measurement';
  const parts = entries.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
  const head = [
    `POST /${tag}/${path}/ HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `origin: http://127.0.0.1:${port}`,
    `content-type: multipart/form-data; boundary=${boundary}`,
    `content-length: ${body.length}`,
    `accept: ${accept}`,
    'accept-encoding: br',
  ].join('\r\n');
  const request = Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
  const [id = ''] = entries.flatMap(([name, value]) => (name === 'submission' ? value : []));
  return { request, idAt: request.indexOf(id) };
}
