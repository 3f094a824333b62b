import { describe, expect, test } from 'vitest';
import { type Import, readSource } from './support/imports.ts';
import { isForTests, listProjectFiles } from './support/project-files.ts';

/** A line of the table: what a folder of src (or a file directly in it) may import of ours, and what it never may. */
type Rule = {
  /** Folders, or single modules written `folder/module`. A folder may always import itself. */
  may: string[];
  /** What may be imported with `import type` besides. */
  types?: string[];
  /** Packages and platforms that it never imports, whatever it wants. */
  never?: RegExp;
};

/** `zod` whole weighs 92 kB in a browser; `zod/mini` 5 kB. */
const onBothSides = /^(node:|astro:|zod$)/;
const pure = ['materials', 'attachments', 'forms', 'message', 'encryption', 'opening', 'i18n', 'directory'];
// Of training only what knows nothing of who booked.
const shown = [...pure, 'styles', 'training/course', 'training/calendar', 'training/local-time'];
const all = [
  ...pure,
  'flood',
  'config',
  'log',
  'keyring',
  'smime',
  'proof',
  'database',
  'delivery',
  'training',
  'submissions',
  'spoc',
  'watch',
  'server',
  'operator',
  'cli',
];

const table: Record<string, Rule> = {
  config: { may: [] },
  log: { may: [] },
  keyring: { may: [] },
  i18n: { may: [] },
  forms: { may: [], never: onBothSides },
  message: { may: ['forms'], never: onBothSides },
  attachments: { may: [], never: onBothSides },
  encryption: { may: [], never: onBothSides },
  smime: { may: [], never: /^astro:/ },
  flood: { may: [], never: onBothSides },
  database: { may: ['config'], types: ['log'] },
  delivery: { may: ['database'], types: ['config', 'log', 'keyring'], never: /^astro:/ },
  materials: { may: ['i18n', 'directory'], never: onBothSides },
  directory: { may: ['i18n'], types: ['forms'] },
  // The pages' way to the directory while files are built.
  'build-site': { may: ['directory'] },
  // Makes the reader's page into one file while the site is built, and for its tests.
  'build-reader': { may: ['reader'] },
  training: {
    may: [
      'i18n',
      'database',
      'forms',
      'delivery/letter',
      'delivery/accept',
      'delivery/guard',
      'delivery/rounds',
      'directory/source',
    ],
    types: ['log', 'keyring', 'delivery/delivery', 'delivery/tables', 'directory/county'],
  },
  watch: {
    may: ['database', 'delivery', 'message/code', 'directory/hours', 'directory/reading-time'],
    types: ['config', 'log', 'keyring', 'directory/county'],
  },
  submissions: {
    may: [
      'attachments',
      'forms',
      'message',
      'i18n',
      'encryption',
      'smime',
      'delivery/letter',
      'delivery/delivery',
      'flood',
      'keyring',
    ],
    types: ['delivery/queue', 'log'],
  },
  opening: { may: ['attachments', 'forms', 'message', 'encryption'], never: onBothSides },
  // The contact's page for opening messages: nothing of the site's own pages but its colours.
  reader: { may: ['forms', 'message', 'encryption', 'opening', 'styles'], never: onBothSides },
  proof: { may: ['database', 'encryption', 'message', 'submissions'], types: ['config'] },
  spoc: { may: ['forms', 'message', 'encryption', 'opening'] },
  client: { may: [...shown, 'flood/proof', 'flood/trap', 'components'], never: onBothSides },
  components: { may: [...shown, 'flood/trap'], types: ['training'] },
  layouts: { may: [...shown, 'components'], types: ['submissions'] },
  pages: {
    may: [...shown, 'build-site', 'client', 'components', 'layouts'],
    types: ['watch/acknowledge', 'training'],
  },
  middleware: { may: ['build-site'] },
  'content.config': { may: [] },
  // The types of `Astro.locals`; a declaration file never runs.
  'env.d': { may: [], types: [...all, 'build-reader'] },
  server: { may: all },
  operator: { may: all },
  cli: { may: all },
};

const existing = new Set(listProjectFiles());
const files = [...existing].filter((file) => /^src\/.*\.(ts|tsx|mjs|astro)$/.test(file));
const layered = [...files.filter((file) => !isForTests(file)), 'astro.config.mjs'].filter((file) => existing.has(file));
const sources = new Map(layered.map((file) => [file, readSource(file)]));
const ours = layered.flatMap((file) => importsOf(file).map((one) => ({ from: file, ...one })));

describe('the layers', () => {
  test('every folder has a line in the table', () => {
    const folders = new Set(files.filter((file) => !isForTests(file)).map(layerOf));
    expect([...folders].filter((folder) => !(folder in table))).toEqual([]);
  });

  test('no file imports what its line does not allow', () => {
    const faults = ours.filter(({ from, file, typesOnly }) => {
      if (from === 'astro.config.mjs')
        return !['config', 'build-reader', 'server/precompress'].some((allowed) => isWithin(file, allowed));
      if (!file.startsWith('src/') || layerOf(from) === layerOf(file)) return false;
      const { may = [], types = [] } = table[layerOf(from)] ?? {};
      return ![...may, ...(typesOnly ? types : [])].some((allowed) => isWithin(file, allowed));
    });
    expect(faults.map(describeImport)).toEqual([]);
  });

  test('no file imports a package or platform that its line rules out', () => {
    const faults = layered.flatMap((from) => {
      const never = table[layerOf(from)]?.never;
      const imports = sources.get(from)?.imports ?? [];
      // The one file of a pure folder for Node alone: it reads which forms there are.
      if (from === 'src/forms/discover.ts') return [];
      return imports.filter(({ specifier }) => never?.test(specifier)).map((one) => describeImport({ from, ...one }));
    });
    expect(faults).toEqual([]);
  });

  test('nothing that runs imports what exists for tests', () => {
    expect(ours.filter(({ file }) => isForTests(file)).map(describeImport)).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(findCycles()).toEqual([]);
  });
});

describe('imports', () => {
  test('name a file that exists', () => {
    const faults = ours.filter(({ file }) => !existing.has(file));
    expect(faults.map(describeImport)).toEqual([]);
  });

  test('are written # across folders and ./ inside one', () => {
    const faults = ours.filter(({ from, file, specifier }) => {
      if (!from.startsWith('src/') || !file.startsWith('src/') || file.endsWith('.css')) return false;
      return (layerOf(from) === layerOf(file)) === specifier.startsWith('#');
    });
    expect(faults.map(describeImport)).toEqual([]);
  });

  test('of the process, the commands and the contact’s tool work in plain Node', () => {
    const reached = new Set<string>();
    const reach = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const one of importsOf(file)) if (!one.typesOnly) reach(one.file);
    };
    for (const file of layered) if (['server', 'cli', 'spoc'].includes(layerOf(file))) reach(file);
    const faults = [...reached].flatMap((file) => {
      const { imports = [], usesGlob = false } = sources.get(file) ?? {};
      const running = imports.filter(({ typesOnly }) => !typesOnly);
      return [
        ...(/\.(ts|mjs|json)$/.test(file) ? [] : [`${file} cannot be loaded`]),
        ...(usesGlob ? [`${file} uses import.meta.glob`] : []),
        ...running.filter(({ specifier }) => specifier.startsWith('astro:')).map((one) => `${file} → ${one.specifier}`),
        ...running
          .filter((one) => one.specifier.endsWith('.json') && !one.asJson)
          .map((one) => `${file} → ${one.specifier} without { type: 'json' }`),
      ];
    });
    expect(faults).toEqual([]);
  });
});

function importsOf(file: string): (Import & { file: string })[] {
  return (sources.get(file)?.imports ?? []).filter((one): one is Import & { file: string } => one.file !== null);
}

/** `src/forms/define.ts` belongs to `forms`, `src/config.ts` to `config`. */
function layerOf(file: string): string {
  const [, first = '', ...rest] = file.split('/');
  return rest.length > 0 ? first : first.replace(/\.[a-z]+$/, '');
}

function isWithin(file: string, allowed: string): boolean {
  const inside = file.replace(/^src\//, '').replace(/\.[a-z]+$/, '');
  return inside === allowed || inside.startsWith(`${allowed}/`);
}

function describeImport({ from, specifier }: { from: string; specifier: string }): string {
  return `${from} → ${specifier}`;
}

function findCycles(): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, way: string[]) => {
    const place = way.indexOf(file);
    if (place >= 0) cycles.push([...way.slice(place), file].join(' → '));
    if (place >= 0 || done.has(file)) return;
    for (const one of importsOf(file)) walk(one.file, [...way, file]);
    done.add(file);
  };
  for (const file of layered) walk(file, []);
  return cycles;
}
