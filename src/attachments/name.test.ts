import { describe, expect, test } from 'vitest';
import { extensionOf, safeName } from './name.ts';

describe('a name that can be written and shown anywhere', () => {
  test.each([
    ['Risk assessment.pdf', 'Risk assessment.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\x\\Desktop\\a.docx', 'a.docx'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\0b\u001b[2J\r\nc.PDF', 'ab[2J c.pdf'],
    ['  .hidden.pdf. ', 'hidden.pdf'],
    ['-rf.pdf', 'rf.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1 .tar.pdf', '_lpt1 .tar.pdf'],
    ['a<b>:"|?*.png', 'a_b______.png'],
    ['خطر.pdf', 'خطر.pdf'],
    ['e\u0301.pdf', '\u00e9.pdf'],
    ['', 'file'],
    ['..', 'file'],
    ['///', 'file'],
    ['.pdf', 'pdf'],
    ['\ud800.pdf', 'pdf'],
    ['no ending', 'no ending'],
    ['a\n\nb\nc  d.pdf', 'a b c d.pdf'],
    [`${'x'.repeat(58)}. y.pdf`, `${'x'.repeat(58)}.pdf`],
  ])('%j becomes %j', (name, safe) => expect(safeName(name)).toBe(safe));

  test('is short in every script and keeps its ending', () => {
    for (const sign of ['a', 'ж', '漢', '👩']) {
      const safe = safeName(`${sign.repeat(500)}.docx`);
      expect([...safe].length).toBe(65);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(250);
      expect(safe.endsWith('.docx')).toBe(true);
    }
  });

  test('is the same when it is made safe again', () => {
    for (const name of ['con.pdf', ' ..a.pdf', 'x'.repeat(99), '~-. a . .png', '*.pdf', 'a.b.']) {
      expect(safeName(safeName(name))).toBe(safeName(name));
    }
  });
});

test('the ending is what a system would go by', () => {
  expect(['a.pdf', 'a.PDF ', 'a.pdf.', 'a.pdf\u200f', 'a.pdf.exe', 'a', 'pdf', 'a.p df'].map(extensionOf)).toEqual([
    'pdf',
    'pdf',
    'pdf',
    'pdf',
    'exe',
    '',
    '',
    '',
  ]);
});
