import type { Server } from 'node:http';

/** Turns of the loop that one page waits at most: whoever only opens connections must not keep pages from being made. */
const most = 64;

/** For how long after the last who came others may stand outside, in ms: many turns, each of which would have let one in. */
const lately = 1_000;

/**
 * Makes the pages of a crowd begin one after another, each once everybody who stands outside was let in. Node lets in one
 * connection for each turn of its loop (libuv from 1.45 on), and a page takes a whole turn: somebody who only wanted a file,
 * such as the number to ring, stood behind every page of those who came before. Resolves when the next page may begin;
 * without a crowd that is at once.
 */
export function createLettingIn(server: Pick<Server, 'on'>): () => Promise<void> {
  let came = 0;
  let cameAt = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();
  server.on('connection', () => {
    came += 1;
    cameAt = performance.now();
  });
  const letIn = async () => {
    // Two turns without anybody: the first ends before Node has looked whether somebody stands there.
    for (let turns = 0, alone = 0; alone < 2 && turns < most; turns += 1) {
      const before = came;
      await new Promise(setImmediate);
      alone = came === before ? alone + 1 : 0;
    }
  };
  return () => {
    if (performance.now() - cameAt > lately) return Promise.resolve();
    last = last.then(letIn);
    return last;
  };
}
