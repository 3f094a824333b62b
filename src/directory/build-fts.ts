import { DatabaseSync } from 'node:sqlite';
import { createPlaceSet } from './place-set.ts';
import type { IndexEntry } from './search-index.ts';

/**
 * `detail=none` and `content=''` keep no positions and no texts: only which services hold a token. Tokens are folded
 * before they come here, so the tokenizer does no more than split at spaces.
 */
const layout = `
  CREATE TABLE services (place INTEGER PRIMARY KEY, id TEXT NOT NULL);
  CREATE TABLE vocabulary (term TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE common (token TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE held USING fts5 (
    tokens, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars ':-'"
  );
`;

/** Tokens held by more than one in a hundred services are few; their sets are stored whole, ready to be joined. */
const commonShare = 0.01;

/**
 * Writes the index of a large directory, to be opened by `openFtsIndex`.
 * @param file a new file, or `:memory:`
 * @param entries in order of name
 */
export function buildFtsIndex(file: string, entries: Iterable<IndexEntry>): DatabaseSync {
  const database = new DatabaseSync(file);
  // The file can be made again from the content at any time: nothing has to survive a crash.
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${layout} BEGIN;`);
  const service = database.prepare('INSERT INTO services (place, id) VALUES (?, ?)');
  const held = database.prepare('INSERT INTO held (rowid, tokens) VALUES (?, ?)');
  const counts = new Map<string, number>();
  let size = 0;
  for (const { id, tokens } of entries) {
    service.run(size, id);
    held.run(size, tokens.join(' '));
    for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
    size += 1;
  }
  const term = database.prepare('INSERT INTO vocabulary (term, count) VALUES (?, ?)');
  for (const [token, count] of counts) term.run(token, count);
  const often = [...counts].filter(([, count]) => count > size * commonShare).map(([token]) => token);
  storeCommon(database, size, often);
  database.exec("INSERT INTO held (held) VALUES ('optimize'); COMMIT;");
  return database;
}

function storeCommon(database: DatabaseSync, size: number, tokens: string[]): void {
  const holding = database.prepare('SELECT rowid FROM held WHERE held MATCH ?');
  holding.setReturnArrays(true);
  const store = database.prepare('INSERT INTO common (token, places) VALUES (?, ?)');
  for (const token of tokens) {
    const places = (holding.all(`"${token}"`) as unknown as [number][]).map(([place]) => place);
    store.run(token, new Uint8Array(createPlaceSet(size, places).buffer));
  }
}
