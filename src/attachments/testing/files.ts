import { deflateRawSync, deflateSync } from 'node:zlib';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A one-page PDF with more objects, each written as it stands in the file, and more in its catalog. */
export function makePdf(objects: (string | Uint8Array)[] = [], catalog = ''): Uint8Array {
  const start = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ';
  const pages = '>>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n';
  const page = '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n';
  const more = objects.map((one) => (typeof one === 'string' ? latin(one) : one));
  const end = '\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n';
  return Buffer.concat([latin(start + catalog + pages + page), ...more, latin(end)]);
}

/** A PDF stream object; `fold` folds the content as the dictionary should then say. */
export function makeStream(dictionary: string, content: string | Uint8Array, fold = true): Uint8Array {
  const body = typeof content === 'string' ? latin(content) : content;
  const folded = fold ? deflateSync(body) : body;
  const head = `9 0 obj\n<< ${dictionary} /Length ${folded.length} >>\nstream\n`;
  return Buffer.concat([latin(head), folded, latin('\nendstream\nendobj\n')]);
}

/** A ZIP archive. `size` is what it says of every file's size, where that is not the truth; `flags` are the general ones. */
export function makeZip(
  files: Record<string, string | Uint8Array>,
  lie: { size?: number; flags?: number } = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content as string);
    const folded = deflateRawSync(body);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(lie.flags ?? 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(folded.length, 14);
    fields.writeUInt32LE(lie.size ?? body.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([latin('PK\x03\x04'), fields, Buffer.from(name), folded]);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([latin('PK\x01\x02\x14\x00'), fields, offset, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, latin('PK\x05\x06'), end]);
}

const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The files of the smallest Word document, with more, or others in place of its own. */
export function docxParts(more: Record<string, string | Uint8Array> = {}): Record<string, string | Uint8Array> {
  const types1 = `<Types xmlns="${types}"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
  return {
    '[Content_Types].xml': types1,
    '_rels/.rels': makeLinks([{ type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': '<w:document><w:body><w:p/></w:body></w:document>',
    ...more,
  };
}

/** A Word document made of `docxParts`. */
export const makeDocx = (more: Record<string, string | Uint8Array> = {}) => makeZip(docxParts(more));

/** A `.rels` file. */
export function makeLinks(links: { type: string; target: string; mode?: string }[]): string {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const one = links.map(
    ({ type, target, mode }, index) =>
      `<Relationship Id="r${index}" Type="${office}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${one.join('')}</Relationships>`;
}

/** What an OLE compound file looks like from outside: its header and a directory with these names. */
export function makeOle(names: string[]): Uint8Array {
  const file = Buffer.alloc(512 + 128 * names.length);
  latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(file);
  names.forEach((name, index) => {
    const at = 512 + 128 * index;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(2 * (name.length + 1), at + 64);
    file.writeUInt8(index === 0 ? 5 : 2, at + 66);
    file.writeUInt8(1, at + 67);
  });
  return file;
}

/** The beginning of a PNG of a size in points. */
export function makePng(width = 8, height = 8): Uint8Array {
  const file = Buffer.concat([latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), Buffer.alloc(17)]);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}

/** The beginning of a JPEG of a size in points, behind an EXIF segment. */
export function makeJpeg(width = 8, height = 8): Uint8Array {
  const file = latin('\xff\xd8\xff\xe1\0\x08Exif\0\0\xff\xff\xc2\0\x11\x08\0\0\0\0\x03\xff\xd9');
  file.writeUInt16BE(height, file.length - 7);
  file.writeUInt16BE(width, file.length - 5);
  return file;
}
