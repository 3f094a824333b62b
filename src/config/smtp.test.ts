import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '#config';

const url = 'smtp://site%40county.example@smtp.office365.com:587';
const tokens = {
  SMTP_URL: url,
  SMTP_TOKEN_URL: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
  SMTP_CLIENT_ID: 'site',
  SMTP_CLIENT_SECRET: 'hush-hush',
};

test('tokens need all that belongs to them, and a user without a password', () => {
  expect(readConfig(tokens).smtp).toEqual({
    url,
    ca: null,
    oauth: {
      tokenUrl: tokens.SMTP_TOKEN_URL,
      clientId: 'site',
      clientSecret: 'hush-hush',
      scope: 'https://outlook.office365.com/.default',
    },
    perMinute: 0,
  });
  for (const missing of ['SMTP_TOKEN_URL', 'SMTP_CLIENT_ID', 'SMTP_CLIENT_SECRET']) {
    expect(() => readConfig({ ...tokens, [missing]: '' })).toThrow(missing);
  }
  expect(() => readConfig({ ...tokens, SMTP_URL: url.replace('example@', 'example:password@') })).toThrow('SMTP_URL');
  expect(() => readConfig({ ...tokens, SMTP_URL: 'smtp://smtp.office365.com' })).toThrow('SMTP_URL');
  expect(() => readConfig({ ...tokens, SMTP_TOKEN_URL: 'http://login.example/' })).toThrow('SMTP_TOKEN_URL');
});

test('the secret can be in a file, and is not told when it is wrong', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
  const file = path.join(folder, 'secret');
  writeFileSync(file, 'hush-hush\n');
  const given = { ...tokens, SMTP_CLIENT_SECRET: '', SMTP_CLIENT_SECRET_FILE: file };
  expect(readConfig(given).smtp?.oauth?.clientSecret).toBe('hush-hush');
  let said = '';
  try {
    readConfig({ ...given, SMTP_CLIENT_SECRET: 'hush-hush' });
  } catch (error) {
    said = String(error);
  }
  expect(said).toContain('SMTP_CLIENT_SECRET');
  expect(said).not.toContain('hush');
  rmSync(folder, { recursive: true });
});
