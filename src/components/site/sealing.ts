import type { Sealing, Site } from '#directory/site.ts';
import type { ContactId } from '#forms/define.ts';
import { escapeHtml } from './html.ts';

const contacts: ContactId[] = ['referrals', 'behaviour', 'feedback', 'editors', 'training'];

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;

/**
 * What the page on privacy says of who seals and who can open, as HTML by the name of its placeholder: truly for each
 * contact, in a list where they differ.
 */
export function sealingFigures(site: Site, tag: string): Record<'sealing' | 'sending', string> {
  const t = site.translate(tag);
  const says: Record<Sealing, [string, string]> = {
    browser: [t('sealing.browser'), t('sealing.browserHow')],
    server: [t('sealing.server'), t('sealing.serverHow')],
    open: [t('sealing.open'), t('sealing.openHow')],
  };
  const names: Record<ContactId, string> = {
    referrals: t('sealing.referrals'),
    behaviour: t('sealing.behaviour'),
    feedback: t('sealing.feedback'),
    editors: t('sealing.editors'),
    training: t('sealing.training'),
  };
  const offered = contacts.filter((contact) => site.reaches(contact));
  const kinds = [...new Set(offered.map((contact) => site.sealing(contact)))];
  const items = kinds.map((kind) => {
    const whose = offered.filter((contact) => site.sealing(contact) === kind).map((contact) => names[contact]);
    return `<li>${escapeHtml(`${new Intl.ListFormat(tag).format(whose)}: ${says[kind].join(' ')}`)}</li>`;
  });
  const [only = 'browser'] = kinds;
  return {
    sealing:
      kinds.length > 1
        ? `${paragraph(t('sealing.mixed'))}<ul>${items.join('')}</ul>`
        : says[only].map(paragraph).join(''),
    sending: paragraph(kinds.includes('open') ? t('sealing.sentOpen') : t('sealing.sent')),
  };
}
