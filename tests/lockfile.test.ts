import { describe, expect, test } from 'vitest';
import { readProjectFile } from './support/project-files.ts';

type Packages = Record<string, { resolved?: string; link?: boolean; optionalDependencies?: Record<string, string> }>;

/**
 * The optional dependencies of locked packages that are themselves missing from the lock. A registry that lacks the
 * binary of one platform makes `npm install` leave it out without a word, and then `npm ci` refuses the lock on every
 * machine (npm/cli issue 9846).
 */
function findMissing(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(at).some((place) => packages[`${place}node_modules/${name}`]))
      .map((name) => `${at || 'the project'} needs ${name}`),
  );
}

/** Where Node looks for a package from the folder of another: inside it, then beside it, then outwards to the top. */
function placesFor(at: string): string[] {
  const places = [at && `${at}/`];
  for (let folder = at; folder; ) {
    const outer = folder.lastIndexOf('/node_modules/');
    folder = outer < 0 ? '' : folder.slice(0, outer);
    places.push(folder && `${folder}/`);
  }
  return places;
}

describe('the lock file', () => {
  const { packages } = JSON.parse(readProjectFile('package-lock.json')) as { packages: Packages };

  test('holds every optional dependency, or npm ci would refuse it', () => {
    expect(findMissing(packages)).toEqual([]);
  });

  test('holds no address, so that it works with any registry', () => {
    expect(Object.keys(packages).filter((at) => packages[at]?.resolved && !packages[at].link)).toEqual([]);
  });

  test('is found wanting when the binary of a platform is left out', () => {
    const needs = { optionalDependencies: { 'tool-linux': '1.0.0' } };
    const inner = 'node_modules/tool/node_modules/inner';
    expect(findMissing({ '': {}, [inner]: needs })).toEqual([`${inner} needs tool-linux`]);
    expect(findMissing({ '': {}, [inner]: needs, 'node_modules/tool/node_modules/tool-linux': {} })).toEqual([]);
    expect(findMissing({ '': {}, [inner]: needs, 'node_modules/tool-linux': {} })).toEqual([]);
    expect(findMissing({ '': needs })).toEqual(['the project needs tool-linux']);
  });
});
