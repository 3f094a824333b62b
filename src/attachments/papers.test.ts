import { describe, expect, test } from 'vitest';
import { asParts, findFaults } from './papers.ts';
import { makeDocx, makePdf, makePng } from './testing/files.ts';

const good = [
  { name: 'DASH.pdf', bytes: makePdf() },
  { name: 'letter.docx', bytes: makeDocx() },
  { name: 'photo.PNG', bytes: makePng() },
];
const limit = 10 * 1024 * 1024;

describe('papers', () => {
  test('that can be sent have no faults', () => {
    expect(findFaults(good, limit)).toEqual([]);
    expect(findFaults([], 0)).toEqual([]);
  });

  test('that cannot are named, by a name that shows nothing hidden, and the others are not', () => {
    const files = [
      ...good,
      { name: '../a\u202efdp.exe', bytes: makePdf() },
      { name: 'b.pdf', bytes: new Uint8Array() },
    ];
    expect(findFaults(files, limit)).toEqual([
      { name: 'afdp.exe', reason: 'kind' },
      { name: 'b.pdf', reason: 'empty' },
    ]);
  });

  test('may together be as large as the county set it, and not a byte more', () => {
    const all = good.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(findFaults(good, all)).toEqual([]);
    expect(findFaults(good, all - 1)).toEqual([{ name: 'photo.png', reason: 'too-large' }]);
  });

  test('are parts under their exact names, with the type of what they are', () => {
    expect(asParts([{ name: 'a\u202eb"%22.PDF', bytes: makePdf() }])).toEqual([
      { name: 'a\u202eb"%22.PDF', type: 'application/pdf', bytes: makePdf() },
    ]);
  });
});
