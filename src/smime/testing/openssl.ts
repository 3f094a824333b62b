import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether OpenSSL's program is on this machine; tests that need it skip themselves when not. */
export const opensslAvailable = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;

/** A contact's certificate in PEM, and what opens messages that are sealed to it. */
export type Identity = {
  certificate: string;
  privateKey: string;
  /** What `openssl cms -decrypt` makes of DER, or of a whole mail. Throws where it does not open. */
  open: (sealed: Uint8Array, form: 'DER' | 'SMIME') => Buffer;
};

/** What a certificate may differ in from a good one. */
export type Kind = {
  key?: string[];
  days?: number;
  authority?: boolean;
  usage?: string;
  purpose?: string;
  name?: string;
};

/** A folder in which OpenSSL makes certificates as an authority for mail would, until `remove`. */
export function createIdentities() {
  const folder = mkdtempSync(path.join(tmpdir(), 'openssl-'));
  const run = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  let count = 0;
  return {
    make({ key = ['rsa:3072'], days = 30, authority = false, usage, purpose, name = 'Team' }: Kind = {}): Identity {
      count += 1;
      const own = String(count);
      const file = (end: string) => path.join(folder, `${own}.${end}`);
      const extensions = [
        `basicConstraints=CA:${authority ? 'TRUE' : 'FALSE'}`,
        ...(usage ? [`keyUsage=${usage}`] : []),
        ...(purpose ? [`extendedKeyUsage=${purpose}`] : []),
      ].flatMap((extension) => ['-addext', extension]);
      const [type = '', ...options] = key;
      const subject = ['-utf8', '-subj', `/CN=${name}/emailAddress=team@county.example`];
      const out = ['-keyout', file('key'), '-out', file('pem'), '-days', String(days)];
      run('req', '-x509', '-newkey', type, ...options, '-nodes', ...subject, ...out, ...extensions);
      return {
        certificate: readFileSync(file('pem'), 'utf8'),
        privateKey: readFileSync(file('key'), 'utf8'),
        open: (sealed, form) => {
          writeFileSync(file('sealed'), sealed);
          run(
            'cms',
            '-decrypt',
            '-binary',
            '-inform',
            form,
            '-in',
            file('sealed'),
            '-inkey',
            file('key'),
            '-recip',
            file('pem'),
            '-out',
            file('opened'),
          );
          return readFileSync(file('opened'));
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
