import { expect, test } from 'vitest';
import { writeCsv } from './csv.ts';

test.each([
  ['=HYPERLINK("http://example.org")', `"'=HYPERLINK(""http://example.org"")"`],
  ['+44 7700 900982', `"'+44 7700 900982"`],
  ['07700900982', `"'07700900982"`],
  ['07700 900982', '"07700 900982"'],
  ['0', '"0"'],
  ['-1+1', `"'-1+1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\n\n=1', `"'\n\n=1"`],
  ['  =1', `"'  =1"`],
  ['\uFF1D1', `"'\uFF1D1"`],
  ['\tplain', `"'\tplain"`],
  ['a=1', '"a=1"'],
  ["'quoted'", `"'quoted'"`],
  ['a,"b"\nc', '"a,""b""\nc"'],
  ['', '""'],
  ['مدد', '"مدد"'],
])('%j is written as %s', (cell, written) => expect(writeCsv([[cell]])).toBe(`${written}\r\n`));

test('rows and cells keep their places', () => {
  expect(
    writeCsv([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toBe('"a","b"\r\n"1","2"\r\n');
  expect(writeCsv([])).toBe('');
});
