import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as openpgp from 'openpgp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DataFolderFault, openDataFolder, readDraftKeys } from './data-folder.ts';
import { demonstrationPaths, readDemonstrationKey } from './demonstration.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const rights = (file: string) => statSync(file).mode & 0o777;

describe('the data folder', () => {
  test('is made for its owner alone', () => {
    const made = path.join(folder, 'a', 'b');
    openDataFolder(made);
    expect(rights(made)).toBe(0o700);
  });

  test('that cannot be written is named, with what to do', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, 'x');
    expect(() => openDataFolder(path.join(file, 'data'))).toThrow(DataFolderFault);
    expect(() => openDataFolder(path.join(file, 'data'))).toThrow(/^DATA_DIR: .*file.data cannot be written/);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });
});

describe('the keys of drafts', () => {
  test('are those of the settings where there are some', () => {
    expect(readDraftKeys(folder, ['a', 'b'])).toEqual(['a', 'b']);
  });

  test('are else made once, kept for their owner alone, and never written over', () => {
    const keys = readDraftKeys(folder, null);
    expect(Buffer.from(keys[0] ?? '', 'base64')).toHaveLength(32);
    expect(readDraftKeys(folder, null)).toEqual(keys);
    expect(rights(path.join(folder, 'draft-key'))).toBe(0o600);
    chmodSync(path.join(folder, 'draft-key'), 0o600);
    writeFileSync(path.join(folder, 'draft-key'), `new\n${keys[0]}\n`);
    expect(readDraftKeys(folder, null)).toEqual(['new', keys[0]]);
  });
});

describe('the key of a demonstration', () => {
  test('is made once with its private half, for the owner alone', async () => {
    const first = await readDemonstrationKey(openpgp, folder);
    expect(await readDemonstrationKey(openpgp, folder)).toBe(first);
    const { privateKey, publicKey } = demonstrationPaths(folder);
    expect([rights(privateKey), rights(publicKey)]).toEqual([0o600, 0o600]);
    const pair = await openpgp.readPrivateKey({ armoredKey: readFileSync(privateKey, 'utf8') });
    const published = await openpgp.readKey({ armoredKey: first });
    expect(published.isPrivate()).toBe(false);
    expect(pair.getFingerprint()).toBe(published.getFingerprint());
  });
});
