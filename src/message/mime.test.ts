import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { paddingBytes, writeEntity } from './mime.ts';

const parts = { subject: 'Message 2345-6789', text: 'Hello\n', json: '{}', boundary: 'part-2345-6789' };
const linesOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').split('\r\n');

describe('the size', () => {
  test('is the same for every message that fits the same number of blocks', () => {
    const sizes = [0, 1, 700, 1500, 2600].map(
      (length) => writeEntity({ ...parts, text: 'x\n'.repeat(length / 2) }).length,
    );
    expect(new Set(sizes.slice(0, 4))).toEqual(new Set([paddingBytes]));
    expect(sizes[4]).toBe(2 * paddingBytes);
  });

  test('is a whole number of blocks wherever the content ends', () => {
    for (let extra = 0; extra < 200; extra += 1) {
      const bytes = writeEntity({ ...parts, text: `${'x'.repeat(60)}\n`.repeat(55) + 'y'.repeat(extra) });
      expect(bytes.length % paddingBytes).toBe(0);
      const [, behind = ''] = Buffer.from(bytes).toString().split(`--${parts.boundary}--\r\n`);
      expect(behind).toMatch(/^(?: {0,78}\r\n)+$/);
    }
  });
});

describe('the lines', () => {
  const text = `${'𐐷'.repeat(4000)}\nshort\n${'a'.repeat(900)}\n${'b'.repeat(901)}`;
  const entity = writeEntity({ ...parts, text });

  test('are never longer than mail allows, and end in CRLF alone', () => {
    expect(Math.max(...linesOf(entity).map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(linesOf(entity).some((line) => /[\r\n]/.test(line))).toBe(false);
  });

  test('that had to be cut go on set in, with no sign lost or halved', async () => {
    const { text: read = '' } = await PostalMime.parse(entity);
    expect(read).not.toContain('\ufffd');
    expect(read.replaceAll('\n    ', '').trimEnd()).toBe(text);
    const [, first] = read.split('\n');
    expect(first).toMatch(/^ {4}𐐷/);
  });

  test('of 900 bytes are left whole', () => {
    expect(linesOf(entity)).toContain('a'.repeat(900));
    expect(linesOf(entity)).toContain('b'.repeat(900));
  });
});

describe('the parts', () => {
  test('are the text, then the attachment, under a subject that is protected', async () => {
    const entity = writeEntity({ ...parts, text: 'Grüße, سلام\n', json: '{"a":"zażółć"}' });
    const mail = await PostalMime.parse(entity);
    expect(mail.subject).toBe(parts.subject);
    expect(mail.text?.trimEnd()).toBe('Grüße, سلام');
    expect(mail.html).toBeUndefined();
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]).toMatchObject({ filename: 'referral.json', mimeType: 'application/json' });
    expect(linesOf(entity)[0]).toContain('protected-headers="v1"');
  });

  test('leave no header to what was written', () => {
    const headers = linesOf(entityOf('Bcc: a@example.org\n\nX-Own: 1')).slice(0, 4);
    expect(headers.map((line) => line.split(':')[0])).toEqual(['Content-Type', 'MIME-Version', 'Subject', '']);
  });
});

const entityOf = (text: string) => writeEntity({ ...parts, text });
