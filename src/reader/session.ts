import type { PrivateKey } from 'openpgp';
import type { Definitions } from '#forms/index.ts';
import { maxFileBytes, type Opened, type OpeningLibrary, openMessage, type Unopened } from '#opening/open-message.ts';
import { isPrivateKey, isPublicKey, readKey } from './private-key.ts';

/** A file as the browser hands it over, or a text that was pasted. */
export type Source = { name: string; size: number; arrayBuffer: () => Promise<ArrayBuffer> };

/** What became of one message. `id` is its place in the session, from 1. */
export type Result = { id: number; file: string; message: Opened | Unopened };

/**
 * What the page knows of keys: the last file that was given as one, and whether it is locked, locked and the passphrase was
 * wrong, of no use, public, or ready; and the names of all that are ready. Where keys changed, old messages need the old one.
 */
export type KeyState = {
  name: string;
  is: 'none' | 'locked' | 'wrong' | 'unusable' | 'public' | 'ready';
  ready: readonly string[];
};

/** Everything that the page shows. `waiting`: messages that wait for the key; `opening`: those under way; `left`: too many at once. */
export type State = { key: KeyState; waiting: number; opening: number; left: number; results: readonly Result[] };

/** What is held in this window, and for as long as it is open. */
export type Session = {
  state: () => State;
  /** Takes files as they come, private keys among them or not; opens what can be opened. */
  take: (files: readonly Source[]) => Promise<void>;
  /** Takes a file that somebody calls a private key. */
  takeKey: (file: Source) => Promise<void>;
  unlock: (passphrase: string) => Promise<void>;
  /** Lets go of everything: key, passphrase, messages. */
  close: () => void;
};

/** Most files and bytes that are held at once: a window that holds more becomes slow on an office computer. */
const most = { files: 50, bytes: 100 * 1024 * 1024 };

const empty: State = { key: { name: '', is: 'none', ready: [] }, waiting: 0, opening: 0, left: 0, results: [] };

/** A session that tells `changed` each time its state is another. Nothing it is given leaves it or is stored. */
export function createSession(library: OpeningLibrary, forms: Definitions, changed: () => void): Session {
  let state = empty;
  let locked: Uint8Array | null = null;
  let keys: PrivateKey[] = [];
  let waiting: Source[] = [];
  // What no key here opens is tried again with the next one: after a change of keys the older is often given last.
  let missed: { id: number; source: Source }[] = [];
  let held = { files: 0, bytes: 0 };
  let last = 0;
  // What was begun before everything was closed must not appear after it.
  let round = 0;
  let work = Promise.resolve();

  const set = (next: Partial<State>) => {
    state = { ...state, ...next, waiting: waiting.length };
    changed();
  };

  async function readAnd(source: Source, next: (bytes: Uint8Array | null) => Promise<void> | void): Promise<void> {
    const begun = round;
    // What is too large for a message is no key either, and is not read at all.
    const content = source.size > maxFileBytes ? new ArrayBuffer(0) : await source.arrayBuffer().catch(() => null);
    if (begun === round) await next(content && new Uint8Array(content));
  }

  async function tryKey(name: string, bytes: Uint8Array, passphrase: string): Promise<void> {
    const begun = round;
    const { ready } = state.key;
    const answer = await readKey(library, bytes, passphrase);
    if (begun !== round) return;
    if ('key' in answer) {
      locked?.fill(0);
      bytes.fill(0);
      locked = null;
      keys.push(answer.key);
      const again = missed.map(({ id }) => id);
      waiting = [...missed.map(({ source }) => source), ...waiting];
      missed = [];
      const results = state.results.filter(({ id }) => !again.includes(id));
      return set({ key: { name, is: 'ready', ready: [...new Set([...ready, name])] }, results });
    }
    locked = answer.fault === 'passphrase' ? bytes : null;
    const is = answer.fault === 'passphrase' ? (passphrase === '' ? 'locked' : 'wrong') : 'unusable';
    set({ key: { name, is, ready } });
  }

  function takeKey(name: string, bytes: Uint8Array | null): Promise<void> | void {
    const { ready } = state.key;
    if (bytes && isPublicKey(bytes)) return set({ key: { name, is: 'public', ready } });
    return bytes ? tryKey(name, bytes, '') : set({ key: { name, is: 'unusable', ready } });
  }

  /** With the key that it is sealed to, of those that are here. */
  async function openWith(content: Uint8Array): Promise<Result['message']> {
    let message: Result['message'] = { fault: 'wrong-key', inside: null };
    for (const privateKey of keys) {
      message = await openMessage(content, { library, privateKey, forms, plain: false });
      if (!('fault' in message) || message.fault !== 'wrong-key') return message;
    }
    return message;
  }

  async function openOne(source: Source, begun: number): Promise<void> {
    const tooLarge = source.size > maxFileBytes;
    const content = tooLarge ? null : await source.arrayBuffer().catch(() => null);
    const fault = tooLarge ? 'too-large' : 'unreadable';
    const message = content ? await openWith(new Uint8Array(content)) : ({ fault, inside: null } as const);
    if (begun !== round) return;
    last += 1;
    if ('fault' in message && message.fault === 'wrong-key') missed.push({ id: last, source });
    set({ opening: state.opening - 1, results: [...state.results, { id: last, file: source.name, message }] });
  }

  async function openWaiting(): Promise<void> {
    const begun = round;
    if (keys.length === 0) return set({});
    const now = waiting;
    waiting = [];
    set({ opening: now.length });
    for (const source of now) if (begun === round) await openOne(source, begun);
  }

  async function takeAll(files: readonly Source[]): Promise<void> {
    const begun = round;
    let left = 0;
    for (const source of files) {
      await readAnd(source, (bytes) => {
        if (bytes && (isPrivateKey(bytes) || isPublicKey(bytes))) return takeKey(source.name, bytes);
        if (held.files >= most.files || held.bytes + source.size > most.bytes) left += 1;
        else {
          held = { files: held.files + 1, bytes: held.bytes + source.size };
          waiting.push(source);
        }
      });
      if (begun !== round) return;
    }
    set({ left });
    await openWaiting();
  }

  /** One thing after the other, in the order in which they were asked for. */
  const queue = (next: () => Promise<void>) => {
    work = work.catch(() => {}).then(next);
    return work;
  };

  return {
    state: () => state,
    take: (files) => queue(() => takeAll(files)),
    takeKey: (file) =>
      queue(async () => {
        await readAnd(file, (bytes) => takeKey(file.name, bytes));
        await openWaiting();
      }),
    unlock: (passphrase) =>
      queue(async () => {
        if (locked) await tryKey(state.key.name, locked, passphrase);
        await openWaiting();
      }),
    close: () => {
      round += 1;
      locked?.fill(0);
      for (const { message } of state.results)
        if ('judged' in message) for (const file of message.judged.attached) file.bytes.fill(0);
      [locked, keys, waiting, missed, held] = [null, [], [], [], { files: 0, bytes: 0 }];
      state = empty;
      changed();
    },
  };
}
