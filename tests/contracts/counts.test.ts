import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ServiceRecord, serviceSchema } from '../../src/directory/service.ts';
import { root } from '../support/project-files.ts';
import { listContent, parseContent } from './overlays.ts';

const research = path.join(root, '../shared', 'data', 'services');
const found = existsSync(research);

/** The packs, the research that each was written from, and how many of its entries stand in another of the pack's. */
const packs = [
  { pack: 'national', files: ['national'], merged: [] },
  {
    pack: 'kent',
    files: ['kent', 'medway'],
    // One number or one team for Kent and Medway is one service; the last is named in the hand-over while nobody knows
    // whether it is open.
    merged: ['victim-support-medway', 'kent-police-medway', 'medway-mental-health-111', 'herstay'],
  },
  { pack: 'dorset', files: ['dorset'], merged: [] },
  { pack: 'lancashire', files: ['lancashire'], merged: [] },
];

type Advice = ServiceRecord['advice'];
type Found = { id: string; publish_advice: Advice | 'background-only' };

const folderOf = (pack: string) => (pack === 'national' ? 'national/services' : `counties/${pack}/services`);
const readPack = (pack: string) =>
  listContent(folderOf(pack)).map((name) => serviceSchema.parse(parseContent(`${folderOf(pack)}/${name}`)));
const readResearch = (file: string): Found[] =>
  parse(readFileSync(path.join(research, `${file}.yaml`), 'utf8')).services;

/** How many there are of each advice. */
function count(all: readonly Advice[]): Record<string, number> {
  return Object.fromEntries([...new Set(all)].sort().map((one) => [one, all.filter((other) => other === one).length]));
}

describe.each(packs)('the pack $pack', ({ pack, files, merged }) => {
  const records = readPack(pack);

  test('holds a service of every advice that must be told apart, and a number for none but the ready', () => {
    expect(new Set(records.map(({ advice }) => advice))).toEqual(
      new Set(['ready', 'check-first', 'no-contact-details']),
    );
    expect(records.filter(({ advice, phones }) => advice !== 'ready' && phones.length > 0)).toEqual([]);
  });

  test.runIf(found)('has as many services of each advice as the research, until somebody has rung', () => {
    const wanted = files.flatMap(readResearch).filter(({ id }) => !merged.includes(id));
    const untouched = records.filter(({ confirmedOn }) => confirmedOn === null);
    const rung = records.filter(({ confirmedOn }) => confirmedOn !== null).map(({ id }) => id);
    const open = wanted.flatMap(({ id, publish_advice: advice }) =>
      advice === 'background-only' || rung.includes(id) ? [] : [{ id, advice }],
    );
    expect(count(untouched.map(({ advice }) => advice))).toEqual(count(open.map(({ advice }) => advice)));
    const adviceOf = new Map(records.map(({ id, advice }) => [id, advice]));
    expect(open.filter(({ id, advice }) => adviceOf.get(id) !== advice)).toEqual([]);
  });

  test.runIf(found)('holds nothing that is background alone, and nothing of it twice', () => {
    const background = files.flatMap(readResearch).filter(({ publish_advice: advice }) => advice === 'background-only');
    expect(background.length).toBeGreaterThan(0);
    const ids = records.map(({ id }) => id);
    expect(background.filter(({ id }) => ids.includes(id))).toEqual([]);
    expect(merged.filter((id) => ids.includes(id))).toEqual([]);
  });
});
