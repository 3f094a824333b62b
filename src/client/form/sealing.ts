import {
  armor,
  config,
  createMessage,
  encrypt,
  encryptSessionKey,
  enums,
  readKeys,
  readMessage,
  unarmor,
} from 'openpgp/lightweight';
import { type ContactKeys, readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { privacyVersion } from '#i18n/versions.ts';
import { composeMessage } from '#message/compose.ts';
import { referenceOf } from '#message/reference.ts';
import { post, type Submission } from './post.ts';

// Named imports: with the whole module the bundle is 4 kB larger.
const library = {
  armor,
  config,
  createMessage,
  encrypt,
  encryptSessionKey,
  enums,
  readKeys,
  readMessage,
  unarmor,
};

let keys: Promise<ContactKeys> | null = null;

/** Fetches the contact's keys and checks that they can be used. Asked again after a failure. */
export function fetchKeys(): Promise<ContactKeys> {
  keys ??= (async () => {
    const response = await fetch('/key/');
    const { keys: armoured } = (await response.json()) as { keys: string[] };
    return readContactKeys(library, armoured, new Date(), { allowExpired: true });
  })();
  keys.catch(() => {
    keys = null;
  });
  return keys;
}

/** Composes and seals the message here and posts only the ciphertext; once more with fresh keys if they have changed. */
export async function sendSealed({ form, answers, id, data }: Submission): Promise<Response> {
  const { english, languageName, subject } = data.writing;
  const bytes = composeMessage({
    form,
    answers,
    english,
    lists: data.lists,
    languageName,
    subject,
    header: {
      reference: await referenceOf(id),
      language: data.chrome.tag,
      versions: { privacy: privacyVersion, permission: form.permissionVersion },
    },
  });
  const attempt = async () => {
    const sealed = await seal(library, bytes, await fetchKeys(), new Date());
    return post(data.action, [
      ['submission', id],
      ['sealed', sealed],
    ]);
  };
  const response = await attempt();
  if (response.status !== 409) return response;
  keys = null;
  return attempt();
}
