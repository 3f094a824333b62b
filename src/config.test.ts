import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildOptionsOf, ConfigError, readBuildOptions, readConfig } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

const live = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://help.example.org',
  REFERRALS_ADDRESS: 'team@example.org',
  REFERRALS_KEYS: file('a.asc', 'key a'),
  MAIL_FROM: 'site@example.org',
  SMTP_URL: 'smtp://user:password@mail.example.org:587',
};

/** The settings that a start is refused for, with what is said of each. */
function problems(settings: Record<string, string>): Record<string, string> {
  try {
    readConfig(settings);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const said = error.message.split('\n').map((line) => line.trim().split(/: (.*)/, 2) as [string, string]);
    expect(said.map(([setting]) => setting)).toEqual(error.settings);
    return Object.fromEntries(said);
  }
}

describe('without any settings', () => {
  test('it is a demonstration of Kent on this machine alone', () => {
    expect(readConfig({})).toMatchObject({
      demo: true,
      production: false,
      county: 'kent',
      host: '127.0.0.1',
      port: 4321,
    });
    expect(readConfig({ PORT: '', DATA_DIR: '' })).toEqual(readConfig({}));
  });

  test('in production it is refused, and each missing setting is named with what it is', () => {
    const said = problems({ NODE_ENV: 'production' });
    expect(Object.keys(said).sort()).toEqual([
      'MAIL_FROM',
      'PUBLIC_ORIGIN',
      'REFERRALS_ADDRESS',
      'REFERRALS_KEYS',
      'SMTP_URL',
    ]);
    for (const text of Object.values(said)) expect(text).toMatch(/^is missing: .{20}/);
  });
});

describe('a contact', () => {
  const feedback = { FEEDBACK_ADDRESS: 'say@example.org', FEEDBACK_KEYS: file('say.asc', 'key say') };

  test('that is not set up is absent, and each that is has its own key', () => {
    expect(Object.keys(readConfig(live).contacts)).toEqual(['referrals']);
    expect(readConfig({ ...live, ...feedback }).contacts.feedback).toEqual({
      address: 'say@example.org',
      profile: 'pgp-mime',
      keys: ['key say'],
      fingerprints: null,
    });
  });

  test('with an address and no key, or a key and no address, is refused', () => {
    for (const setting of ['FEEDBACK_ADDRESS', 'FEEDBACK_KEYS']) {
      expect(Object.keys(problems({ ...live, ...feedback, [setting]: '' }))).toEqual([setting]);
    }
  });

  test('is there for every kind of message in a demonstration', () => {
    expect(Object.keys(readConfig({}).contacts)).toEqual(['referrals', 'behaviour', 'feedback', 'editors', 'training']);
  });
});

describe('a live site', () => {
  test('reads its keys, one or several', () => {
    const several = readConfig({ ...live, REFERRALS_KEYS: `${live.REFERRALS_KEYS}, ${file('b.asc', 'key b')}` });
    expect(readConfig(live)).toMatchObject({ demo: false, production: true });
    expect(readConfig(live).contacts.referrals?.keys).toEqual(['key a']);
    expect(several.contacts.referrals?.keys).toEqual(['key a', 'key b']);
  });

  test('needs no production: what it needs is there', () => {
    expect(readConfig({ ...live, NODE_ENV: 'development' }).demo).toBe(false);
    expect(readConfig({ ...live, DEMO: '1' }).demo).toBe(true);
  });

  test('is never a demonstration by accident: DEMO=0 with something missing is refused', () => {
    expect(Object.keys(problems({ DEMO: '0' }))).toContain('REFERRALS_KEYS');
    expect(Object.keys(problems({ ...live, REFERRALS_KEYS: '' }))).toEqual(['REFERRALS_KEYS']);
  });

  test('says which file cannot be read', () => {
    expect(problems({ ...live, REFERRALS_KEYS: '/no/such.asc' })).toEqual({
      REFERRALS_KEYS: 'the file /no/such.asc cannot be read',
    });
    expect(problems({ ...live, SMTP_CA_FILE: '/no/such.pem' })).toHaveProperty('SMTP_CA_FILE');
  });

  test('knows only the host of its address', () => {
    expect(readConfig({ ...live, PUBLIC_ORIGIN: 'https://help.example.org/' }).origin).toBe('https://help.example.org');
  });
});

describe('a PostgreSQL', () => {
  const shared = { ...live, DATABASE_URL: 'postgres://site:hush-hush@db.example.org/site' };
  const keys = Buffer.alloc(32, 1).toString('base64');

  test('wants draft keys that its instances share, unless it is a demonstration', () => {
    expect(problems(shared)).toEqual({ DRAFT_KEYS: expect.stringMatching(/is missing: .*32 bytes/) });
    const { database } = readConfig({ ...shared, DRAFT_KEYS: keys });
    expect(database).toEqual({ url: shared.DATABASE_URL, ca: null });
    expect(readConfig({ DATABASE_URL: shared.DATABASE_URL }).draftKeys).toBeNull();
    expect(readConfig(live).database).toBeNull();
  });

  test('has the authority of its own settings', () => {
    const own = { ...shared, DRAFT_KEYS: keys, DATABASE_CA_FILE: file('db.pem', 'PEM') };
    expect(readConfig(own).database?.ca).toBe('PEM');
    expect(problems({ ...own, DATABASE_CA_FILE: '/no/such.pem' })).toHaveProperty('DATABASE_CA_FILE');
  });

  test.each(['mysql://site:hush-hush@db/site', 'hush-hush'])('is no %s, and its password is not repeated', (url) => {
    const said = problems({ DATABASE_URL: url });
    expect(said).toEqual({ DATABASE_URL: expect.stringContaining('postgres://user:password@host:5432/database') });
    expect(JSON.stringify(said)).not.toContain('hush-hush');
  });
});

describe('a setting that cannot be used is refused, and says how to mend it', () => {
  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['COUNTY', '../kent'],
    ['COUNTY', 'Kent'],
    ['DEMO', 'yes'],
    ['PUBLIC_ORIGIN', 'www.example.net'],
    ['PUBLIC_ORIGIN', 'ftp://help.example.org'],
    ['EXIT_URL', 'http://example.org'],
    ['EXIT_URL', 'javascript:alert(1)'],
    ['EXIT_URL', 'https://example.org/search?q=weather'],
    ['REFERRALS_ADDRESS', 'team'],
    ['MAIL_FROM', 'site@example.org\nBcc: a@example.org'],
    ['SMTP_URL', 'mail.example.org:25'],
    ['DRAFT_KEYS', 'short'],
    ['RESEND_DAYS', '1.5'],
    ['RESEND_DAYS', '-1'],
    ['RESEND_DAYS', '365'],
    ['MIN_FREE_MB', '-1'],
    ['ATTACHMENTS_MB', '11'],
    ['ATTACHMENTS_MB', '2.5'],
    ['ALARM_WEBHOOK', 'http://chat.example.org/hook'],
    ['HEARTBEAT_URL', 'http://localhost.example.org/'],
    ['DIGEST_AT', '24:00'],
    ['HEARTBEAT_MINUTES', '-5'],
    ['BOUNCES_URL', 'imap://user:hush-hush@mail.example.org/INBOX'],
    ['METRICS_TOKEN', 'too short'],
  ])('%s=%s', (setting, value) => {
    const said = problems({ [setting]: value });
    expect(Object.keys(said)).toEqual([setting]);
    expect(said[setting]?.length).toBeGreaterThan(15);
    if (value.length > 8) expect(JSON.stringify(said)).not.toContain(value);
  });

  test('an exit that leads back to the site', () => {
    const PUBLIC_ORIGIN = 'https://help.example.org';
    expect(problems({ ...live, PUBLIC_ORIGIN, EXIT_URL: `${PUBLIC_ORIGIN}/weather` })).toHaveProperty('EXIT_URL');
    expect(problems({ ...live, PUBLIC_ORIGIN, EXIT_URL: 'https://weather.example.org' })).toEqual({});
  });

  test('all at once', () => {
    expect(Object.keys(problems({ PORT: 'x', DEMO: 'x', COUNTY: 'X' })).sort()).toEqual(['COUNTY', 'DEMO', 'PORT']);
  });
});

describe('what a build is made for', () => {
  test('is the same read by the build and by the start', () => {
    const settings = { COUNTY: 'kent', DEMO: '1', EXIT_URL: 'https://example.org/', RESEND_DAYS: '3' };
    expect(readBuildOptions(settings)).toEqual(buildOptionsOf(readConfig(settings)));
    expect(readBuildOptions({})).toEqual(buildOptionsOf(readConfig({})));
    expect(readBuildOptions({ ...live, DEMO: '0' })).toEqual(buildOptionsOf(readConfig(live)));
  });

  test('holds no address, key or password', () => {
    const text = JSON.stringify(buildOptionsOf(readConfig(live)));
    for (const secret of ['team@', 'site@', 'password', 'key a']) expect(text).not.toContain(secret);
  });
});
