import { type Answers, type Form, fieldsOf } from '#forms/define.ts';
import { privacyVersion } from '#i18n/versions.ts';
import type { Header } from '#message/referral.ts';

/** The versions of the words on privacy and permission, as a message records them. */
export type Versions = Header['versions'];

/** The versions of the words that a page of the form shows now. */
export const presentVersions = (form: Form): Versions => ({
  privacy: privacyVersion,
  permission: form.permissionVersion,
});

/**
 * The versions of the words that somebody had before them when they agreed; until then, and on a form where nothing has to
 * be agreed to, the present ones. The site may be renewed between the page of the permission and the last one.
 * @param page the versions that the page showed from which the answers came; null: not known
 */
export function agreedVersions(form: Form, answers: Answers, page: Versions | null): Versions {
  const asked = fieldsOf(form).filter(({ control, required }) => control === 'consent' && required);
  const agreed = asked.some(({ name }) => answers[name] === 'yes');
  return (agreed ? page : null) ?? presentVersions(form);
}
