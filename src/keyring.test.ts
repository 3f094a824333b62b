import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createKeyRing } from './keyring.ts';

const key = () => randomBytes(32).toString('base64');
const [older, newer] = [key(), key()];
const before = createKeyRing([older]);
const after = createKeyRing([newer, older]);

describe('a ring of keys', () => {
  test('opens what it sealed, whole, in the context it was sealed for and in no other', () => {
    for (const text of ['', 'x', 'رابعہ\u0000\ud83d\ude00'.repeat(1000)]) {
      const sealed = before.seal('draft', text);
      expect([before.open('draft', sealed), before.open('letter', sealed)]).toEqual([text, null]);
    }
  });

  test('seals the same differently each time', () => {
    expect(before.seal('draft', 'x')).not.toBe(before.seal('draft', 'x'));
  });

  test('opens nothing that was changed, cut or sealed by another', () => {
    const sealed = Buffer.from(before.seal('draft', 'x'), 'base64url');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed.with(at, (sealed[at] ?? 0) ^ 1)).toString('base64url');
      expect(before.open('draft', changed)).toBeNull();
      expect(before.open('draft', sealed.subarray(0, at).toString('base64url'))).toBeNull();
    }
    expect(createKeyRing([key()]).open('draft', sealed.toString('base64url'))).toBeNull();
  });

  test('takes no tag shorter than it writes', () => {
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(older, 'base64'), Buffer.alloc(12), { authTagLength: 4 });
    cipher.setAAD(Buffer.from('draft')).final();
    const short = Buffer.concat([Buffer.alloc(12), cipher.getAuthTag()]).toString('base64url');
    expect(before.open('draft', short)).toBeNull();
  });

  test('whose key was changed opens what the one before it sealed, and renews it', () => {
    const sealed = before.seal('person', 'Ana');
    expect(after.open('person', sealed)).toBe('Ana');
    const renewed = after.renew('person', sealed) ?? '';
    expect(createKeyRing([newer]).open('person', renewed)).toBe('Ana');
    expect(after.renew('person', renewed)).toBe(renewed);
    expect(after.renew('letter', sealed)).toBeNull();
  });

  test.each([[[]], [['']], [[key().slice(4)]], [[newer, 'x']]])('is not made of %j', (keys) => {
    expect(() => createKeyRing(keys)).toThrow(/DRAFT_KEYS/);
  });
});
