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
import { seal, sealBytes } from '#encryption/seal.ts';
import { markedName } from '#flood/trap.ts';
import { type ContactId, contactOf, type Form, isUrgent, receiptAddress } from '#forms/define.ts';
import type { FormWords } from '#forms/words.ts';
import { privacyVersion } from '#i18n/versions.ts';
import { codeOf } from '#message/code.ts';
import { composeMessage } from '#message/compose.ts';
import { referenceOf } from '#message/reference.ts';
import { type Answered, post, type Submission } from './post.ts';

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

const keys = new Map<ContactId, Promise<ContactKeys>>();
let words: Promise<FormWords> | null = null;

/** Fetches what a form's answers are sealed with: the contact's keys, and the words it reads them in. Rejects without one. */
export async function fetchNeeds(form: Form, contact: ContactId): Promise<void> {
  await Promise.all([fetchKeys(contact), fetchWords(form)]);
}

/** Fetches the English words of the page's form. Asked again after a failure. */
function fetchWords({ path }: Form): Promise<FormWords> {
  words ??= fetch(`/en/${path}/message.json`).then((response) => response.json() as Promise<FormWords>);
  words.catch(() => {
    words = null;
  });
  return words;
}

/** Fetches a contact's keys and checks that they can be used. Asked again after a failure. */
function fetchKeys(contact: ContactId): Promise<ContactKeys> {
  const fetched = keys.get(contact) ?? readKeysOf(contact);
  keys.set(contact, fetched);
  fetched.catch(() => keys.delete(contact));
  return fetched;
}

async function readKeysOf(contact: ContactId): Promise<ContactKeys> {
  const response = await fetch(`/key/${contact}/`);
  const { keys: armoured } = (await response.json()) as { keys: string[] };
  return readContactKeys(library, armoured, new Date(), { allowExpired: true });
}

/**
 * Composes and seals the message here and posts only the ciphertext; once more with fresh keys if they have changed. With
 * papers it goes as bytes: in armour it would take a third longer over a slow line.
 */
export async function sendSealed(submission: Submission): Promise<Answered> {
  const { form, answers, id, data, papers, marked } = submission;
  const { languageName, origin, subject } = data.writing;
  const bytes = composeMessage({
    form,
    answers,
    english: await fetchWords(form),
    lists: data.lists,
    rules: data.rules,
    languageName,
    origin,
    subject,
    attachments: papers,
    code: await codeOf(id),
    header: {
      reference: await referenceOf(id),
      language: data.chrome.tag,
      versions: { privacy: privacyVersion, permission: form.permissionVersion },
    },
  });
  const contact = contactOf(form, answers);
  const address = receiptAddress(form, answers);
  const attempt = async () => {
    const about: [string, string][] = [
      ['submission', id],
      ['contact', contact],
      // Only where the county has danger marked in its mailbox: otherwise nothing of it leaves the seal.
      ...(data.writing.markUrgent && isUrgent(form, answers, data.rules)
        ? [['urgent', 'yes'] satisfies [string, string]]
        : []),
      ...(marked ? [[markedName, 'yes'] satisfies [string, string]] : []),
      ...(address === null ? [] : [['receipt', address] satisfies [string, string]]),
    ];
    const present = await fetchKeys(contact);
    if (papers.length === 0) {
      return post(submission, [...about, ['sealed', await seal(library, bytes, present, new Date())]]);
    }
    const sealed = (await sealBytes(library, bytes, present, new Date())) as Uint8Array<ArrayBuffer>;
    return post(submission, about, [{ part: 'sealed', bytes: sealed, name: 'sealed' }]);
  };
  const response = await attempt();
  if ('pass' in response || response.status !== 409) return response;
  keys.delete(contact);
  return attempt();
}
