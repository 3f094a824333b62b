import { readOverlay } from '#i18n/locales.ts';
import { findLeaks, isPlaceToStay } from './confidential.ts';
import { type Service, type ServiceWords, serviceOverlaySchema } from './service.ts';
import { ContentError } from './source.ts';

/**
 * A service in one language, its words laid over the English. `lang` says which language its words are in: `en` where
 * nobody has put it into `tag` yet, so that the page can mark it.
 */
export function localise<S extends Service>(
  root: string,
  tag: string,
  county: string,
  service: S,
): S & { lang: string } {
  if (tag === 'en') return { ...service, lang: 'en' };
  const words = [`national/services/${service.id}.yaml`, `counties/${county}/services/${service.id}.yaml`]
    .map((file) => readOverlay(root, tag, file))
    .find((found) => found !== null);
  if (words === undefined) return { ...service, lang: 'en' };
  const { phones, ...texts }: ServiceWords = serviceOverlaySchema.parse(words);
  const leaks = isPlaceToStay(service) ? findLeaks(words) : [];
  if (leaks.length > 0) throw new ContentError(`locales/${tag}: ${service.id}`, leaks);
  return {
    ...service,
    ...texts,
    phones: service.phones.map((phone, index) => ({ ...phone, ...phones?.[index] })),
    lang: tag,
  };
}
