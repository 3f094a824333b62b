import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether GnuPG is on this machine; tests that need it skip themselves when not. */
export const gpgAvailable = spawnSync('gpg', ['--version'], { timeout: 10_000, stdio: 'ignore' }).status === 0;

/** What GnuPG says of one run: the bytes it wrote, and its status lines (`DECRYPTION_OKAY`, ...). */
export type GpgResult = { output: Buffer; status: string[] };

/** GnuPG with a key ring of its own, which nothing of the machine's reaches. */
export type Gpg = {
  home: string;
  /** Imports an armoured public or private key; rejects when GnuPG takes none of it. */
  importKey(armored: string, passphrase?: string): Promise<void>;
  /** Opens a message; rejects with what GnuPG wrote when it cannot. */
  decrypt(message: string | Uint8Array, passphrase?: string): Promise<GpgResult>;
  /** Any other run, for keys made by GnuPG itself and the like. Rejects on an exit code other than 0. */
  run(gpgArguments: string[], input?: string | Uint8Array): Promise<GpgResult>;
  /** Ends its agent and removes the key ring. */
  close(): void;
};

/** A fresh, empty key ring. Its folder lies in the temporary one: the agent's socket must have a short path. */
export function createGpg(): Gpg {
  const home = mkdtempSync(path.join(tmpdir(), 'gpg-'));
  const env = { ...process.env, GNUPGHOME: home, LC_ALL: 'C.UTF-8' };
  const quiet = ['--batch', '--no-tty', '--yes', '--status-fd=2', '--pinentry-mode=loopback', '--trust-model=always'];
  const run: Gpg['run'] = (gpgArguments, input = '') => runGpg(env, [...quiet, ...gpgArguments], input);
  return {
    home,
    run,
    importKey: async (armored, passphrase = '') => {
      await run([`--passphrase=${passphrase}`, '--import'], armored);
    },
    decrypt: (message, passphrase = '') => run([`--passphrase=${passphrase}`, '--decrypt'], message),
    close: () => {
      spawnSync('gpgconf', ['--kill', 'all'], { env, timeout: 10_000, stdio: 'ignore' });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function runGpg(env: NodeJS.ProcessEnv, gpgArguments: string[], input: string | Uint8Array): Promise<GpgResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('gpg', gpgArguments, { env, timeout: 30_000, killSignal: 'SIGKILL' });
    const output: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = Buffer.concat(said).toString();
      if (code !== 0) return reject(new Error(`gpg ended with ${code}:\n${text}`));
      const status = text.split('\n').filter((line) => line.startsWith('[GNUPG:] '));
      return resolve({ output: Buffer.concat(output), status: status.map((line) => line.slice('[GNUPG:] '.length)) });
    });
    // It may refuse a message before it has read it whole.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
