import { describe, expect, test } from 'vitest';
import { checkFile } from './check.ts';
import { makePdf, makeStream } from './testing/files.ts';

const check = (objects: (string | Uint8Array)[] = [], catalog = '') => checkFile('a.pdf', makePdf(objects, catalog));
const folded = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode';

describe('a PDF that does something by itself is refused', () => {
  test.each([
    ['a script', '4 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj'],
    ['a script by its short name alone', '4 0 obj << /JS 5 0 R >> endobj'],
    ['its letters written as numbers', '4 0 obj << /S /J#61va#53cript >> endobj'],
    ['a program that is started', '4 0 obj << /S/Launch/F(cmd.exe) >> endobj'],
    ['a file inside', '4 0 obj << /Type /EmbeddedFile >> endobj'],
    ['a list of files inside', '4 0 obj << /EmbeddedFiles 5 0 R >> endobj'],
    ['a file elsewhere that is opened', '4 0 obj << /S /GoToR /F (\\\\\\\\example.org\\\\a) >> endobj'],
    ['answers that are sent', '4 0 obj << /S /SubmitForm >> endobj'],
    ['something for each event of a page', '4 0 obj << /AA << /O 5 0 R >> >> endobj'],
    ['a form of the other kind', '4 0 obj << /XFA 5 0 R >> endobj'],
    ['a script in a comment that hides as a stream', '% stream\n4 0 obj << /S /JavaScript >> endobj\n% endstream'],
  ])('%s', (_what, object) => expect(check([`${object}\n`])).toBe('active'));

  test('also before, between and behind streams', () => {
    const [script, picture] = ['4 0 obj << /JS 5 0 R >> endobj\n', makeStream('/Subtype /Image', 'x', false)];
    for (const objects of [
      [script, picture],
      [picture, script, picture],
      [picture, script],
    ]) {
      expect(check(objects)).toBe('active');
    }
  });

  test('an action when it is opened', () => {
    expect(check([], '/OpenAction 4 0 R')).toBe('active');
    expect(check([], '/OpenAction << /S /Named >>')).toBe('active');
    expect(check([], '/OpenAction %\n[3 0 R /Fit]')).toBe('active');
  });
});

describe('objects that are folded into a stream are seen', () => {
  const action = '5 0 << /AA 6 0 R >> ';

  test.each([
    ['as every program writes them', folded],
    ['by the numbers alone', '/N 1 /First 4 /Filter [/FlateDecode]'],
    ['with the type in numbers', '/Type /Obj#53tm /Filter /Fl'],
  ])('%s', (_what, dictionary) => expect(check([makeStream(dictionary, action)])).toBe('active'));

  test('not folded at all', () => {
    expect(check([makeStream('/Type /ObjStm /N 1 /First 4', action, false)])).toBe('active');
  });

  test('and what has one of the numbers alone is something else, such as a table of colours', () => {
    for (const one of ['/N 3', '/First 4']) {
      expect(check([makeStream(`${one} /Filter /FlateDecode`, 'no zlib', false)])).toBeNull();
    }
  });

  test('behind the word that ends a stream', () => {
    // Blocks that are not folded keep the word as it is.
    const body = Buffer.concat([
      Buffer.from('\x78\x01\x01\x1e\x00\xe1\xff', 'latin1'),
      Buffer.from('endstream '.padEnd(10)),
      Buffer.from(action),
    ]);
    expect(check([makeStream(folded, body, false)])).toBe('active');
  });

  test('as far as the budget goes', () => {
    expect(check([makeStream(folded, new Uint8Array(40_000_000))])).toBe('unfolds');
  });

  test.each([
    ['folded in a way that is not looked into', '/Type /ObjStm /Filter /LZWDecode'],
    ['folded twice', '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]'],
    ['changed after it was unfolded', `${folded} /DecodeParms << /Predictor 12 >>`],
    ['the same in short', `${folded} /DP << /Predictor 12 >>`],
    ['folded in a way that stands elsewhere, in short', '/Type /ObjStm /F 8 0 R'],
    ['folded in a way that stands elsewhere', '/Type /ObjStm /Filter 8 0 R'],
    ['cut short', '/Type /ObjStm /Filter /FlateDecode'],
  ])('or refused: %s', (_what, dictionary) =>
    expect(check([makeStream(dictionary, 'no zlib', false)])).toBe('damaged'),
  );
});

test('a file that is made to keep a checker busy is done with soon', () => {
  const names = Buffer.concat([makePdf(), Buffer.from('/a'.repeat(5_000_000))]);
  const streams = Buffer.concat([makePdf(), Buffer.from('stream\nendstream'.repeat(600_000))]);
  const objects = Buffer.concat([makePdf(), ...Array(40_000).fill(makeStream(folded, 'x'))]);
  const started = process.threadCpuUsage().user;
  expect(checkFile('a.pdf', names)).toBeNull();
  expect(checkFile('a.pdf', streams)).toBe('unfolds');
  expect(checkFile('a.pdf', objects)).not.toBe('active');
  // In its own time, in µs: a machine that does other things as well is not its fault.
  expect(process.threadCpuUsage().user - started).toBeLessThan(6_000_000);
});
