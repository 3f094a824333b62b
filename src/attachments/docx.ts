import { findBytes, startsWith } from './bytes.ts';
import type { Budget, FileReason } from './reason.ts';
import { readEntry, readZip, type ZipEntry } from './zip.ts';

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** More than any letter: at this size a word processor stands still while it opens the file. */
const maxUnfolded = 200 * 1024 * 1024;

/**
 * A Word document (ECMA-376) without programs, embedded files, or parts that are fetched from elsewhere when it is opened
 * (a template or picture at an address). Links that somebody has to press stay.
 */
export function checkDocx(bytes: Uint8Array, budget: Budget): FileReason | null {
  if (!startsWith(bytes, 'PK\x03\x04')) return 'mismatch';
  const entries = readZip(bytes);
  if (!entries) return 'damaged';
  if (entries.some(({ locked }) => locked)) return 'locked';
  // In the whole file: an archive can hold what its directory does not name, and some programs read it all the same.
  if (findBytes(bytes, 'vbaProject') >= 0) return 'macros';
  if (entries.reduce((sum, { size }) => sum + size, 0) > maxUnfolded) return 'unfolds';
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  if (!types) return 'mismatch';
  const list = readEntry(bytes, types, budget);
  if (typeof list === 'string') return list;
  if (/macroEnabled|vbaProject|vbaData/i.test(list.text)) return 'macros';
  if (!list.text.includes(documentType)) return 'mismatch';
  if (entries.some(({ name }) => isForeign(name))) return 'active';
  return checkLinks(bytes, entries, budget);
}

/** What is no part of a letter: other programs' objects, controls, imported pages, and anything beside the known kinds. */
function isForeign(name: string): boolean {
  if (/(^|\/)(embeddings|activex)\//i.test(name) || /(^|[/\\])\.\.([/\\]|$)/.test(name)) return true;
  if (/^\[trash\]\/[0-9a-z]+\.dat$|\/printersettings[0-9]*\.bin$/i.test(name)) return false;
  return !/(\/|\.(xml|rels|jpe?g|png|gif|bmp|tiff?|emf|wmf|wdp|svg|ttf|odttf|vml|psmdcp))$/i.test(name);
}

function checkLinks(bytes: Uint8Array, entries: ZipEntry[], budget: Budget): FileReason | null {
  for (const entry of entries.filter(({ name }) => /\.rels$/i.test(name))) {
    const list = readEntry(bytes, entry, budget);
    if (typeof list === 'string') return list;
    const links = readLinks(list.text);
    if (!links) return 'damaged';
    if (links.some(({ mode, type }) => mode !== 'Internal' && !/\/hyperlink$/.test(type))) return 'active';
  }
  return null;
}

const attribute = /\s+([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const relationship = /<(?:[\w.-]+:)?Relationship((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;

/** The links of a `.rels` file; null where one is written so that this would read it otherwise than an XML reader. */
function readLinks(xml: string): { mode: string; type: string }[] | null {
  const found = [...xml.matchAll(relationship)];
  if (/<!DOCTYPE|<!--|<!\[CDATA|\uFFFD|\0/.test(xml) || found.length !== xml.match(/Relationship(?=[\s/>])/g)?.length) {
    return found.length === 0 && !xml.includes('TargetMode') && !/<!|\uFFFD|\0/.test(xml) ? [] : null;
  }
  return found.map(([, attributes = '']) => {
    const values = new Map([...attributes.matchAll(attribute)].map(([, name, a, b]) => [name, a ?? b ?? '']));
    return { mode: values.get('TargetMode') ?? 'Internal', type: values.get('Type') ?? '' };
  });
}
