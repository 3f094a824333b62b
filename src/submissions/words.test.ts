import { describe, expect, test } from 'vitest';
import { form as professional } from '#forms/professional-short/form.ts';
import { form } from '#forms/self-referral/form.ts';
import { privacyVersion } from '#i18n/versions.ts';
import { agreedVersions, presentVersions } from './words.ts';

const before = { privacy: '2026-01-01', permission: '2026-01-02' };
const present = { privacy: privacyVersion, permission: form.permissionVersion };

describe('the words that a message says were shown', () => {
  test('are those of the page on which somebody agreed, although the site was renewed since', () => {
    expect(agreedVersions(form, { permission: 'yes' }, before)).toEqual(before);
  });

  test('are the present ones until they have agreed: they will see those', () => {
    expect(agreedVersions(form, {}, before)).toEqual(present);
    expect(agreedVersions(form, { permission: '' }, before)).toEqual(present);
    expect(agreedVersions(form, { ringUs: 'yes' }, before)).toEqual(present);
  });

  test('are the present ones where the page is not known, and where nothing has to be agreed to', () => {
    expect(agreedVersions(form, { permission: 'yes' }, null)).toEqual(present);
    expect(agreedVersions(professional, { agrees: 'agrees' }, before)).toEqual(presentVersions(professional));
  });
});
