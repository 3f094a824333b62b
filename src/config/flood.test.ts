import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '#config';

test('the limits are thirty for a network and six hundred for all, and no header is believed', () => {
  expect(readConfig({}).flood).toEqual({ addressHeader: null, perSender: 30, atAll: 600 });
});

test('an operator can set them, and the header in any case', () => {
  const given = { ADDRESS_HEADER: 'X-Forwarded-For', SENDS_PER_ADDRESS: '100', SENDS_AT_ALL: '5000' };
  expect(readConfig(given).flood).toEqual({ addressHeader: 'x-forwarded-for', perSender: 100, atAll: 5000 });
});

test.each([
  ['ADDRESS_HEADER', 'X Forwarded: For'],
  ['SENDS_PER_ADDRESS', '0'],
  ['SENDS_AT_ALL', 'many'],
])('%s %j is refused, with how to mend it', (setting, value) => {
  expect(() => readConfig({ [setting]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [setting]: value })).toThrow(`${setting}: `);
});
