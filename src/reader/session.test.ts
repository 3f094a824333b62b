import * as openpgp from 'openpgp';
import { describe, expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { createReceiver } from '../../tests/support/sealed.ts';
import { createSession, type Source } from './session.ts';

const forms = await discoverForms();
const receiver = await createReceiver();
const locked = await createReceiver('four good words here');
const message = await receiver.write({
  form: 'self-referral',
  reference: 'ABCD-2345',
  answers: examples.shortest.answers,
});

function source(name: string, content: string | Uint8Array): Source {
  const bytes = new Uint8Array(Buffer.from(content));
  return { name, size: bytes.length, arrayBuffer: async () => bytes.slice().buffer };
}
const key = source('key.asc', receiver.privateKey);
const start = () => createSession(openpgp, forms, () => {});
const references = (session: ReturnType<typeof start>) =>
  session.state().results.map(({ message: one }) => ('judged' in one ? one.judged.referral?.reference : one.fault));

describe('a session', () => {
  test('takes key and messages in any order', async () => {
    for (const files of [
      [key, source('a.asc', message)],
      [source('a.asc', message), key],
    ]) {
      const session = start();
      await session.take(files);
      expect(references(session)).toEqual(['ABCD-2345']);
    }
  });

  test('takes a private key as bytes, and with a program’s words before it', async () => {
    const { data } = await openpgp.unarmor(receiver.privateKey);
    for (const content of [data as Uint8Array, `Key of the team\n\n${receiver.privateKey}`]) {
      const session = start();
      await session.takeKey(source('key.gpg', content));
      await session.take([source('a.asc', message)]);
      expect([session.state().key.is, references(session)]).toEqual(['ready', ['ABCD-2345']]);
    }
  });

  test('says what is wrong with a key, and goes on with the right one', async () => {
    const session = start();
    const said = async (content: string) => {
      await session.takeKey(source('key.asc', content));
      return session.state().key.is;
    };
    expect(await said(receiver.publicKey)).toBe('public');
    expect(await said('-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nhalf')).toBe('unusable');
    expect(await said(locked.privateKey)).toBe('locked');
    await session.unlock('wrong');
    expect(session.state().key.is).toBe('wrong');
    await session.unlock('four good words here');
    expect(session.state().key.is).toBe('ready');
    expect(await said(receiver.privateKey)).toBe('ready');
  });

  test('opens old and new messages with the keys of both', async () => {
    const session = start();
    const old = await createReceiver();
    const older = await old.write({
      form: 'self-referral',
      reference: 'EFGH-6789',
      answers: examples.shortest.answers,
    });
    await session.take([key, source('old.asc', old.privateKey), source('a.asc', message), source('b.asc', older)]);
    expect([session.state().key.ready, references(session)]).toEqual([
      ['key.asc', 'old.asc'],
      ['ABCD-2345', 'EFGH-6789'],
    ]);
  });

  test('tries again what another key did not open, once the right one is there', async () => {
    const session = start();
    await session.take([source('locked.asc', locked.privateKey), key]);
    const other = await locked.write({
      form: 'self-referral',
      reference: 'EFGH-6789',
      answers: examples.shortest.answers,
    });
    await session.take([source('a.asc', message), source('b.asc', other)]);
    expect(references(session)).toEqual(['ABCD-2345', 'wrong-key']);
    await session.takeKey(source('locked.asc', locked.privateKey));
    expect(references(session)).toEqual(['ABCD-2345', 'wrong-key']);
    await session.unlock('four good words here');
    expect(references(session)).toEqual(['ABCD-2345', 'EFGH-6789']);
    await session.takeKey(key);
    expect(references(session)).toEqual(['ABCD-2345', 'EFGH-6789']);
  });

  test('never takes a key out of a mail', async () => {
    const session = start();
    const evil = await createReceiver();
    await session.take([key, source('mail.eml', `Subject: x\r\n\r\n${evil.privateKey}`)]);
    expect([session.state().key.ready, references(session)]).toEqual([['key.asc'], ['not-sealed']]);
  });

  test('says of a file that the computer does not give, and goes on', async () => {
    const session = start();
    const gone: Source = {
      name: 'gone.asc',
      size: 10,
      arrayBuffer: () => Promise.reject(new Error('NotReadableError')),
    };
    await session.take([key, gone, source('a.asc', message)]);
    expect(references(session)).toEqual(['unreadable', 'ABCD-2345']);
    await session.takeKey(gone);
    expect(session.state().key.is).toBe('unusable');
  });

  test('holds fifty messages at once and says how many it left out', async () => {
    const session = start();
    await session.take([key, ...Array.from({ length: 52 }, (_, at) => source(`${at}.asc`, 'x'))]);
    expect([session.state().results.length, session.state().left]).toEqual([50, 2]);
    session.close();
    await session.take([key, source('a.asc', message)]);
    expect(references(session)).toEqual(['ABCD-2345']);
  });

  test('shows nothing of what was under way when it was closed', async () => {
    const session = start();
    const under = session.take([key, ...Array.from({ length: 10 }, (_, at) => source(`${at}.asc`, message))]);
    while (session.state().results.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    session.close();
    await under;
    expect(session.state()).toEqual({
      key: { name: '', is: 'none', ready: [] },
      waiting: 0,
      opening: 0,
      left: 0,
      results: [],
    });
    await session.take([source('a.asc', message)]);
    expect(session.state().waiting).toBe(1);
  });
});
