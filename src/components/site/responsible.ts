import type { Site } from '#directory/site.ts';
import { formatDay } from '#i18n/formats.ts';
import { escapeHtml } from './html.ts';

/** A name or an address as the county has written it, in English among the words of any language. */
const asWritten = (text: string) => `<bdi lang="en">${escapeHtml(text)}</bdi>`;

const paragraph = (text: string) => `<p>${text}</p>`;

/** Keeps a name in its own direction inside a sentence of another (Unicode's first strong isolate). */
const isolate = (text: string) => `\u2068${text}\u2069`;

/**
 * What the pages on privacy and on access say of who is responsible, as HTML by the name of its placeholder: from what
 * the county has named, and plainly that nobody is named yet where it has not.
 */
export function responsibleFigures(site: Site, tag: string): Record<string, string> {
  const t = site.translate(tag);
  const { controller, dataProtectionOfficer, registration, policyDocument, mailboxDays, rights } = site.assurance;
  const { accessibilityAudit: audit } = site.assurance;
  const named: [string, string | undefined][] = [
    [t('responsible.controller'), controller ? `${controller.name}, ${controller.address}` : undefined],
    [t('responsible.officer'), dataProtectionOfficer?.contact],
    [t('responsible.registration'), registration ?? undefined],
    [t('responsible.law'), policyDocument?.law],
  ];
  const items = named.map(
    ([label, value]) =>
      `<li>${escapeHtml(label)}: ${value ? asWritten(value) : escapeHtml(t('responsible.notNamed'))}</li>`,
  );
  const results = {
    'fully compliant': t('responsible.full'),
    'partially compliant': t('responsible.partial'),
    'not compliant': t('responsible.not'),
  };
  return {
    responsible: controller ? `<ul>${items.join('')}</ul>` : paragraph(escapeHtml(t('responsible.none'))),
    rights: rights
      ? [escapeHtml(t('responsible.write')), asWritten(rights.write), escapeHtml(t('responsible.first'))]
          .map(paragraph)
          .join('')
      : paragraph(escapeHtml(t('responsible.askTeam'))),
    mailbox: escapeHtml(
      mailboxDays === null ? t('responsible.mailboxUnknown') : t('responsible.mailbox', { count: mailboxDays }),
    ),
    compliance: escapeHtml(results[audit?.result ?? 'partially compliant']),
    audit: escapeHtml(
      audit
        ? t('responsible.audited', { by: isolate(audit.by), date: formatDay(audit.on, tag) })
        : t('responsible.notAudited'),
    ),
  };
}
