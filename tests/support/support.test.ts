import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { createMessage, encrypt, generateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGpg, gpgAvailable } from './gpg.ts';
import { type MailServer, startMailServer } from './smtp.ts';

const mail = { from: 'site@example.org', to: 'team@example.org', subject: 'Hello', text: 'Ünïcode' };

describe('the mail server', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());

  const send = (options: object = {}) =>
    createTransport({
      url: server.url,
      requireTLS: true,
      connectionTimeout: 2000,
      tls: { ca: readFileSync(server.caFile, 'utf8') },
      ...options,
    }).sendMail(mail);

  test('accepts mail over verified TLS, with a password', async () => {
    await send();
    const [received] = await server.waitFor(1);
    expect(received).toMatchObject({ from: mail.from, to: [mail.to], secure: true, user: 'site' });
    expect(received?.raw.toString()).toContain('Subject: Hello');
  });

  test('is not trusted by a client that does not know its authority', async () => {
    await expect(send({ tls: {} })).rejects.toThrow(/certificate/);
  });

  test('accepts nothing without TLS', async () => {
    const before = server.messages.length;
    await expect(send({ requireTLS: false, ignoreTLS: true, auth: undefined })).rejects.toThrow();
    expect(server.messages).toHaveLength(before);
  });

  test('refuses with the code it was given', async () => {
    server.refuse(451);
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    server.refuse(null);
  });

  test('goes down and comes back on the same port', async () => {
    const { url } = server;
    await server.down();
    await expect(send()).rejects.toThrow(/ECONNREFUSED/);
    await server.up();
    expect(server.url).toBe(url);
    await send();
  });
});

describe.skipIf(!gpgAvailable)('GnuPG', () => {
  const gpg = createGpg();
  afterAll(() => gpg.close());

  test('opens what was encrypted to an imported key, byte for byte', async () => {
    const keys = await generateKey({ userIDs: [{ email: 'team@example.org' }], format: 'object' });
    await gpg.importKey(keys.privateKey.armor());
    const bytes = new Uint8Array([0, 10, 13, 10, 255]);
    const sealed = await encrypt({ message: await createMessage({ binary: bytes }), encryptionKeys: keys.publicKey });
    const { output, status } = await gpg.decrypt(sealed);
    expect(new Uint8Array(output)).toEqual(bytes);
    expect(status).toContain('DECRYPTION_OKAY');
  });

  test('rejects with the reason what it cannot open', async () => {
    await expect(gpg.decrypt('no message')).rejects.toThrow(/no valid OpenPGP data/);
  });
});
