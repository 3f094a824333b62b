import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '#config';
import { readCounty } from '#directory/county.ts';
import { findTellingSettings } from './telling.ts';

const county = readCounty(path.resolve(import.meta.dirname, '..', '..', 'content'), 'kent');
const config = (settings: Record<string, string>) => readConfig({ DEMO: '1', ...settings });

test('a host or a sender that gives the visit away is named by its setting', () => {
  const telling = { PUBLIC_ORIGIN: 'https://domestic-abuse.example.org', MAIL_FROM: 'referrals@example.org' };
  expect(findTellingSettings(config(telling), county)).toEqual(['PUBLIC_ORIGIN', 'MAIL_FROM']);
  const mail = { senderName: 'Refuge', subject: 'Safe message', markUrgent: false };
  expect(findTellingSettings(config({}), { ...county, mail })).toEqual([
    'county.mail.senderName',
    'county.mail.subject',
  ]);
});

test('Kent’s own, and neutral ones, are not', () => {
  const neutral = { PUBLIC_ORIGIN: 'https://nowrongdoor.example.org', MAIL_FROM: 'enquiries@example.org' };
  expect(findTellingSettings(config(neutral), county)).toEqual([]);
});

test('an exit that leads back to the site, or two that hang together, are named by their settings', () => {
  const own = 'https://nowrongdoor.example.org';
  const [ours, other] = [`${own}/weather`, 'https://weather.example.org/'];
  const find = (exit: { url: string; second: string }, settings: Record<string, string> = {}) =>
    findTellingSettings(config({ PUBLIC_ORIGIN: own, ...settings }), { ...county, exit: { ...exit, idleMinutes: 0 } });
  expect(find({ url: ours, second: other })).toEqual(['county.exit.url']);
  expect(find({ url: other, second: ours })).toEqual(['county.exit.second']);
  const news = 'https://news.example.org/';
  expect(find({ url: ours, second: other }, { EXIT_URL: news })).toEqual([]);
  expect(find({ url: news, second: other }, { EXIT_URL: `${other}today` })).toEqual(['EXIT_URL']);
});
