import { describe, expect, test } from 'vitest';
import { acceptedFiles, checkFile, checkFiles, maxFileBytes, maxFiles, typeOf } from './check.ts';
import {
  docxParts,
  makeDocx,
  makeJpeg,
  makeLinks,
  makeOle,
  makePdf,
  makePng,
  makeStream,
  makeZip,
} from './testing/files.ts';

const doc = ['Root Entry', 'WordDocument', '1Table', '\x05SummaryInformation'];
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

describe('what people send is taken', () => {
  test.each([
    ['a PDF', 'Risk assessment.pdf', makePdf()],
    ['one with capitals in its name', 'SCAN.PDF', makePdf()],
    [
      'a PDF that opens at a page, as LibreOffice writes it',
      'a.pdf',
      makePdf([], '/OpenAction[3 0 R /XYZ null null 0]'),
    ],
    [
      'a PDF with folded objects',
      'a.pdf',
      makePdf([makeStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', '5 0 << /A 1 >>')]),
    ],
    ['a PDF with a link to press', 'a.pdf', makePdf(['4 0 obj\n<< /S /URI /URI (https://example.org) >>\nendobj\n'])],
    [
      'a PDF whose picture holds three letters by chance',
      'a.pdf',
      makePdf([makeStream('/Subtype /Image', 'x/JS /AA\n', false)]),
    ],
    ['a Word document', 'Referral.docx', makeDocx()],
    [
      'one with a picture and a link to press',
      'a.docx',
      makeDocx({
        'word/media/image1.png': 'x',
        'word/_rels/document.xml.rels': makeLinks([
          { type: 'image', target: 'media/image1.png' },
          { type: 'hyperlink', target: 'https://example.org/?a=1&amp;b', mode: 'External' },
        ]),
      }),
    ],
    [
      'one that keeps how it was printed, and what Word threw away',
      'a.docx',
      makeDocx({ 'word/printerSettings/printerSettings1.bin': 'x', '[trash]/0000.dat': 'x' }),
    ],
    ['one about links', 'a.docx', makeDocx({ 'word/document.xml': '<w:t>Relationship TargetMode="External"</w:t>' })],
    ['an old Word document', 'a.doc', makeOle(doc)],
    ['a photograph', 'IMG_0001.jpeg', makeJpeg(4000, 3000)],
    ['a screenshot', 'a.png', makePng(1920, 1080)],
  ])('%s', (_what, name, bytes) => {
    expect(checkFile(name, bytes)).toBeNull();
    expect(typeOf(name)).toMatch(/^(application|image)\//);
  });
});

describe('a file that is not what its name says is refused', () => {
  test.each([
    ['empty', 'a.pdf', new Uint8Array()],
    ['kind', 'a.exe', Buffer.from('MZ')],
    ['kind', 'a', makePdf()],
    ['kind', 'a.docmx', makeDocx()],
    ['kind', 'report.pdf.exe', makePdf()],
    ['kind', 'photo.heic', heic],
    ['kind', 'a.webp', Buffer.from('RIFF\0\0\0\0WEBP')],
    ['kind', 'a.html', Buffer.from('<script>')],
    ['kind', 'a.svg', Buffer.from('<svg/>')],
    ['mismatch', 'a.pdf', makeDocx()],
    ['mismatch', 'a.pdf', Buffer.concat([Buffer.from('MZ'), makePdf()])],
    ['mismatch', 'a.docx', makePdf()],
    ['mismatch', 'a.docx', makeZip({ 'a.txt': 'x' })],
    ['mismatch', 'a.docx', makeOle(doc)],
    ['mismatch', 'a.docx', makeDocx({ '[Content_Types].xml': '<Types/>' })],
    ['mismatch', 'a.doc', makeOle(['Root Entry', 'Workbook'])],
    ['mismatch', 'a.doc', makeOle(doc).with(0, 0x7b)],
    ['mismatch', 'a.jpg', heic],
    ['mismatch', 'a.png', makeJpeg()],
    ['damaged', 'a.docx', makeDocx().subarray(0, -9)],
    ['damaged', 'a.docx', Buffer.concat([makeDocx(), Buffer.from('more')])],
    ['damaged', 'a.jpg', Buffer.from('\xff\xd8\xff\xd9', 'latin1')],
    ['locked', 'a.docx', makeOle(['Root Entry', 'EncryptedPackage', 'EncryptionInfo'])],
    ['locked', 'a.doc', makeOle(['Root Entry', 'EncryptedPackage'])],
    ['locked', 'a.docx', makeZip(docxParts(), { flags: 1 })],
    ['locked', 'a.pdf', makePdf(['trailer << /Encrypt 7 0 R >>'])],
  ] as const)('%s: %s', (reason, name, bytes) => {
    expect(checkFile(name, bytes)).toBe(reason);
  });
});

describe('programs in a document are refused', () => {
  test.each([
    ['macros', 'a.docm', makeDocx()],
    ['macros', 'a.docx', makeDocx({ 'word/vbaProject.bin': 'x' })],
    [
      'macros',
      'a.docx',
      makeDocx({
        '[Content_Types].xml': '<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      }),
    ],
    ['macros', 'a.docx', makeZip({ ...docxParts(), 'word/x.xml': 'x', 'vbaProject.xml': 'x' })],
    ['macros', 'a.doc', makeOle([...doc, 'Macros'])],
    ['macros', 'a.doc', makeOle([...doc, 'VBA'])],
    ['macros', 'a.doc', makeOle([...doc, '_VBA_PROJECT'])],
    ['active', 'a.doc', makeOle([...doc, '\x01Ole10Native'])],
    ['active', 'a.docx', makeDocx({ 'word/embeddings/oleObject1.bin': 'x' })],
    ['active', 'a.docx', makeDocx({ 'word/embeddings/sheet.xml': 'x' })],
    ['active', 'a.docx', makeDocx({ 'word/activeX/activeX1.xml': 'x' })],
    ['active', 'a.docx', makeDocx({ 'word/printerSettings1.bin.exe': 'x' })],
    ['active', 'a.docx', makeDocx({ 'word/[trash]/0000.dat': 'x' })],
    ['active', 'a.docx', makeDocx({ 'word/afchunk.htm': 'x' })],
    ['active', 'a.docx', makeDocx({ '../a.xml': 'x' })],
  ] as const)('%s: %s', (reason, name, bytes) => {
    expect(checkFile(name, bytes)).toBe(reason);
  });
});

describe('a Word document that fetches something when it is opened is refused', () => {
  const withLinks = (links: string) => checkFile('a.docx', makeDocx({ 'word/_rels/settings.xml.rels': links }));
  const external = makeLinks([{ type: 'attachedTemplate', target: 'https://example.org/a.dotm', mode: 'External' }]);

  test.each([
    ['a template', external],
    ['what only begins as a link to press', external.replace('attachedTemplate', 'hyperlinkBase')],
    ['a picture', makeLinks([{ type: 'image', target: 'file://example.org/a.png', mode: 'External' }])],
    ['the mode in other quotes', external.replace('TargetMode="External"', "TargetMode = 'External'")],
    ['the mode written in numbers', external.replace('"External"', '"&#69;xternal"')],
    ['a sign that would end the tag', external.replace('a.dotm', 'a>b.dotm')],
    ['another prefix', external.replaceAll('Relationship ', 'r:Relationship ')],
  ])('%s', (_what, links) => expect(withLinks(links)).toBe('active'));

  test.each([
    ['behind a comment', external.replace('<Relationship ', '<!-- --><Relationship ')],
    ['through an entity', `<!DOCTYPE x [<!ENTITY e "External">]>${external}`],
    ['in another encoding', Buffer.from(`\ufeff${external}`, 'utf16le').toString('latin1')],
    ['with a tag nobody else would read', external.replace('TargetMode', '/TargetMode')],
  ])('%s', (_what, links) => expect(withLinks(links)).toBe('damaged'));
});

describe('the limits', () => {
  const file = (size: number) => ({
    name: 'a.pdf',
    bytes: Buffer.concat([makePdf(), Buffer.alloc(size)]).subarray(0, size),
  });

  test('count every file of a message together', () => {
    expect(checkFiles([file(maxFileBytes - 1000), file(1000)])).toEqual([null, null]);
    expect(checkFiles([file(maxFileBytes - 1000), file(1001)])).toEqual([null, 'too-large']);
    expect(checkFile('a.pdf', file(maxFileBytes + 1).bytes)).toBe('too-large');
  });

  test('let ten files through', () => {
    const answers = checkFiles(Array.from({ length: maxFiles + 1 }, () => file(1000)));
    expect(answers).toEqual([...Array(10).fill(null), 'too-many']);
  });

  test('hold for what unfolds, of one file and of all together', () => {
    const big = 'word/_rels/a.rels';
    const bomb = makeDocx({ [big]: ' '.repeat(40_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(checkFile('a.docx', bomb)).toBe('unfolds');
    const half = { name: 'a.docx', bytes: makeDocx({ [big]: ' '.repeat(20_000_000) }) };
    expect(checkFile(half.name, half.bytes)).toBeNull();
    expect(checkFiles([half, half])).toEqual([null, 'unfolds']);
    expect(checkFile('a.docx', makeZip(docxParts(), { size: 200_000_000 }))).toBe('unfolds');
    expect(checkFile('a.docx', makeDocx({ '[Content_Types].xml': ' '.repeat(40_000_000) }))).toBe('unfolds');
    expect(checkFile('a.png', makePng(50_000, 50_000))).toBe('unfolds');
    expect(checkFile('a.jpg', makeJpeg(60_000, 60_000))).toBe('unfolds');
  });

  test('the input asks for what is taken', () => {
    expect(acceptedFiles).toBe('.pdf,.docx,.doc,.jpg,.jpeg,.png');
  });
});
