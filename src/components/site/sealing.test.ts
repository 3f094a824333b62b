import path from 'node:path';
import { expect, test } from 'vitest';
import { readSite, type SiteOptions } from '#directory/site.ts';
import { sealingFigures } from './sealing.ts';

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const say = (tag: string, options: Partial<SiteOptions> = {}) => {
  const given: SiteOptions = {
    county: 'kent',
    demo: true,
    origin: null,
    exitUrl: null,
    contacts: ['referrals', 'feedback'],
  };
  const site = readSite(content, { ...given, ...options });
  return { ...sealingFigures(site, tag), t: site.translate(tag) };
};
const everybody: SiteOptions['contacts'] = ['referrals', 'feedback'];

test.each(['en', 'pl', 'ur'])('the browser seals unless a contact cannot open that, in %s', (tag) => {
  const { sealing, sending, t } = say(tag);
  expect(sealing).toBe(`<p>${t('sealing.browser')}</p><p>${t('sealing.browserHow')}</p>`);
  expect(sending).toBe(`<p>${t('sealing.sent')}</p>`);
});

test.each(['en', 'pl', 'ur'])('where the server seals it is not said that a browser does, in %s', (tag) => {
  const { sealing, sending, t } = say(tag, { serverSeals: everybody });
  expect(sealing).toBe(`<p>${t('sealing.server')}</p><p>${t('sealing.serverHow')}</p>`);
  expect(sending).toBe(`<p>${t('sealing.sent')}</p>`);
});

test.each(['en', 'pl', 'ur'])(
  'where nothing is sealed to the team it is not said that only the team can open it, in %s',
  (tag) => {
    const { sealing, sending, t } = say(tag, { serverSeals: everybody, sentOpen: everybody });
    expect(sealing).toBe(`<p>${t('sealing.open')}</p><p>${t('sealing.openHow')}</p>`);
    expect(sending).toBe(`<p>${t('sealing.sentOpen')}</p>`);
  },
);

test('where contacts differ each is named with what is true of it', () => {
  const { sealing, sending, t } = say('en', { serverSeals: ['feedback'], sentOpen: ['feedback'] });
  expect(sealing).toContain(`<li>Asking for help, and referrals: ${t('sealing.browser')}`);
  expect(sealing).toContain(`<li>Feedback and complaints: ${t('sealing.open')}`);
  expect(sending).toBe(`<p>${t('sealing.sentOpen')}</p>`);
});
