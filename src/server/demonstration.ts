import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateKeyPair } from '#encryption/generate.ts';
import type { OpenPgp } from '#encryption/library.ts';

/** Where a demonstration keeps the key pair of its contact and the messages nobody receives. */
export const demonstrationPaths = (dataDir: string) => ({
  privateKey: path.join(dataDir, 'demonstration', 'private-key.asc'),
  publicKey: path.join(dataDir, 'demonstration', 'public-key.asc'),
  messages: path.join(dataDir, 'messages'),
});

/**
 * The public key of the demonstration's contact. The pair is made on the first start and has no passphrase: whoever
 * runs the demonstration is meant to read what it received, and nothing real is in it.
 */
export async function readDemonstrationKey(library: OpenPgp, dataDir: string): Promise<string> {
  const { privateKey, publicKey } = demonstrationPaths(dataDir);
  if (!existsSync(privateKey) || !existsSync(publicKey)) {
    mkdirSync(path.dirname(privateKey), { recursive: true, mode: 0o700 });
    const pair = await generateKeyPair(library, {
      name: 'Demonstration contact',
      now: new Date(),
      expiresInDays: 3650,
    });
    writeFileSync(privateKey, pair.privateKey, { mode: 0o600 });
    writeFileSync(publicKey, pair.publicKey, { mode: 0o600 });
  }
  return readFileSync(publicKey, 'utf8');
}
