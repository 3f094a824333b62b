import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildOptionsOf, ConfigError, readBuildOptions, readConfig } from '#config';

const folder = mkdtempSync(path.join(tmpdir(), 'contacts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keys = path.join(folder, 'key.asc');
writeFileSync(keys, 'a key');

const live = {
  NODE_ENV: 'production',
  DEMO: '0',
  PUBLIC_ORIGIN: 'https://help.example.org',
  REFERRALS_ADDRESS: 'team@example.org',
  MAIL_FROM: 'site@example.org',
  SMTP_URL: 'smtp://user:password@mail.example.org:587',
};
const owner = { REFERRALS_RISK_OWNER: 'A. Person, head of service' };

/** The settings that a start is refused for. */
function refused(settings: Record<string, string>): string[] {
  try {
    readConfig(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.settings;
    throw error;
  }
}

describe('the profile of a contact', () => {
  test.for(['pgp-mime', 'attachment', 'smime', 'smime-oaep'] as const)('%s needs keys', (profile) => {
    expect(refused({ ...live, REFERRALS_PROFILE: profile })).toEqual(['REFERRALS_KEYS']);
    const config = readConfig({ ...live, REFERRALS_PROFILE: profile, REFERRALS_KEYS: keys });
    expect(config.contacts.referrals).toMatchObject({ profile, keys: ['a key'] });
  });

  test('tls-only needs somebody who answers for it, and no keys, which would look as if they were used', () => {
    const open = { ...live, REFERRALS_PROFILE: 'tls-only' };
    expect(refused(open)).toEqual(['REFERRALS_RISK_OWNER']);
    expect(refused({ ...open, ...owner })).toEqual([]);
    expect(refused({ ...open, ...owner, REFERRALS_KEYS: keys })).toEqual(['REFERRALS_KEYS']);
    const feedback = { FEEDBACK_ADDRESS: 'say@example.org', FEEDBACK_PROFILE: 'tls-only' };
    expect(refused({ ...live, REFERRALS_KEYS: keys, ...feedback })).toEqual(['FEEDBACK_RISK_OWNER']);
  });

  test('that is none of ours is refused, and so is one without an address', () => {
    expect(refused({ ...live, REFERRALS_KEYS: keys, REFERRALS_PROFILE: 'plain' })).toEqual(['REFERRALS_PROFILE']);
    expect(refused({ ...live, REFERRALS_KEYS: keys, EDITORS_PROFILE: 'attachment' })).toEqual(['EDITORS_ADDRESS']);
  });

  test('a demonstration takes those it can open itself', () => {
    expect(readConfig({ REFERRALS_PROFILE: 'attachment' }).contacts.referrals?.profile).toBe('attachment');
    expect(refused({ REFERRALS_PROFILE: 'smime' })).toEqual(['REFERRALS_PROFILE']);
    expect(refused({ REFERRALS_PROFILE: 'tls-only', ...owner })).toEqual([]);
  });

  test('the build is told of those whose messages the server seals', () => {
    const settings = { ...live, REFERRALS_KEYS: keys, REFERRALS_PROFILE: 'smime' };
    expect(readBuildOptions(settings).serverSeals).toEqual(['referrals']);
    expect(buildOptionsOf(readConfig(settings))).toEqual(readBuildOptions(settings));
    expect(readBuildOptions({ ...settings, REFERRALS_PROFILE: 'attachment' }).serverSeals).toEqual([]);
  });
});

describe('the fingerprints of a contact', () => {
  const pgp = 'A1B2 C3D4 E5F6 0718 293A  4B5C 6D7E 8F90 A1B2 C3D4';
  const sha256 = Array.from({ length: 32 }, () => 'AB').join(':');

  test('are taken as people write them', () => {
    const settings = { ...live, REFERRALS_KEYS: keys, REFERRALS_FINGERPRINTS: `${pgp}, ${sha256}` };
    expect(readConfig(settings).contacts.referrals?.fingerprints).toEqual([
      'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4',
      'ab'.repeat(32),
    ]);
  });

  test('that are short are refused: a key with the same end is easily made', () => {
    const settings = { ...live, REFERRALS_KEYS: keys, REFERRALS_FINGERPRINTS: 'A1B2C3D4E5F60718' };
    expect(refused(settings)).toEqual(['REFERRALS_FINGERPRINTS']);
  });
});
