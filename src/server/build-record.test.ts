import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { BuildOptions } from '#config';
import { differences, readBuildRecord, recordFile } from './build-record.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'build-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options: BuildOptions = {
  contentDir: '/a',
  buildDir: '/b',
  county: 'kent',
  demo: true,
  origin: null,
  exitUrl: null,
  resendDays: 7,
  contacts: ['referrals'],
  serverSeals: [],
  sentOpen: [],
};
const read = (text: string) => {
  writeFileSync(recordFile(folder), text);
  return readBuildRecord(folder);
};

describe('the record of a build', () => {
  test('is read back', () => {
    expect(read(JSON.stringify({ options, sources: 'hash' }))).toMatchObject({
      sources: 'hash',
      options: { demo: true },
    });
  });

  test('is none where there is none, and where it is not whole', () => {
    expect(readBuildRecord(path.join(folder, 'nowhere'))).toBeNull();
    for (const text of ['', '{"opt', '{}', 'null', '{"options":{"county":"kent"},"sources":"x"}']) {
      expect(read(text)).toBeNull();
    }
  });
});

describe('a start that differs from the build', () => {
  test('is named by its settings', () => {
    expect(differences(options, { ...options, demo: false, origin: 'https://a.example', county: 'dorset' })).toEqual([
      'COUNTY',
      'DEMO',
      'PUBLIC_ORIGIN',
    ]);
    expect(differences(options, { ...options, exitUrl: 'https://a.example/', resendDays: 3 })).toEqual([
      'EXIT_URL',
      'RESEND_DAYS',
    ]);
  });

  test('is none where only folders differ: a build may be moved', () => {
    expect(differences(options, { ...options, contentDir: '/c', buildDir: '/d' })).toEqual([]);
  });
});
