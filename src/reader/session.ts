import type { PrivateKey } from 'openpgp';
import type { Definitions } from '#forms/index.ts';
import { maxFileBytes, type Opened, type OpeningLibrary, openMessage, type Unopened } from '#opening/open-message.ts';
import { isPrivateKey, isPublicKey, readKey } from './private-key.ts';

/** A file as the browser hands it over, or a text that was pasted. */
export type Source = { name: string; size: number; arrayBuffer: () => Promise<ArrayBuffer> };

/** What became of one message. `id` is its place in the session, from 1. */
export type Result = { id: number; file: string; message: Opened | Unopened };

/** What the page knows of the key: none yet, locked, locked and the passphrase was wrong, of no use, or ready. */
export type KeyState = { name: string; is: 'none' | 'locked' | 'wrong' | 'unusable' | 'public' | 'ready' };

/** Everything that the page shows. `waiting`: messages that wait for the key; `opening`: those under way; `left`: too many at once. */
export type State = { key: KeyState; waiting: number; opening: number; left: number; results: readonly Result[] };

/** What is held in this window, and for as long as it is open. */
export type Session = {
  state: () => State;
  /** Takes files as they come, the private key among them or not; opens what can be opened. */
  take: (files: readonly Source[]) => Promise<void>;
  unlock: (passphrase: string) => Promise<void>;
  /** Lets go of everything: key, passphrase, messages. */
  close: () => void;
};

/** Most files and bytes that are held at once: a window that holds more becomes slow on an office computer. */
const most = { files: 50, bytes: 100 * 1024 * 1024 };

const empty: State = { key: { name: '', is: 'none' }, waiting: 0, opening: 0, left: 0, results: [] };

/** A session that tells `changed` each time its state is another. Nothing it is given leaves it or is stored. */
export function createSession(library: OpeningLibrary, forms: Definitions, changed: () => void): Session {
  let state = empty;
  let locked: Uint8Array | null = null;
  let privateKey: PrivateKey | null = null;
  let waiting: Source[] = [];
  let held = { files: 0, bytes: 0 };
  let last = 0;
  // What was begun before everything was closed must not appear after it.
  let round = 0;
  let work = Promise.resolve();

  const set = (next: Partial<State>) => {
    state = { ...state, ...next, waiting: waiting.length };
    changed();
  };

  async function takeKey(name: string, bytes: Uint8Array, passphrase: string): Promise<void> {
    const begun = round;
    const answer = await readKey(library, bytes, passphrase);
    if (begun !== round) return;
    if ('key' in answer) {
      locked?.fill(0);
      bytes.fill(0);
      locked = null;
      privateKey = answer.key;
      set({ key: { name, is: 'ready' } });
      return;
    }
    privateKey = null;
    locked = answer.fault === 'passphrase' ? bytes : null;
    const is = answer.fault === 'passphrase' ? (passphrase === '' ? 'locked' : 'wrong') : 'unusable';
    set({ key: { name, is } });
  }

  async function openOne(source: Source, begun: number): Promise<void> {
    const content = source.size > maxFileBytes ? null : new Uint8Array(await source.arrayBuffer());
    const opener = { library, privateKey, forms, plain: false };
    const message: Result['message'] = content
      ? await openMessage(content, opener)
      : { fault: 'too-large', inside: null };
    content?.fill(0);
    if (begun !== round) return;
    last += 1;
    set({ opening: state.opening - 1, results: [...state.results, { id: last, file: source.name, message }] });
  }

  async function openWaiting(): Promise<void> {
    const begun = round;
    if (privateKey === null) return set({});
    const now = waiting;
    waiting = [];
    set({ opening: now.length });
    for (const source of now) if (begun === round) await openOne(source, begun);
  }

  async function takeAll(files: readonly Source[]): Promise<void> {
    const begun = round;
    let left = 0;
    for (const source of files) {
      const start = new Uint8Array(source.size > maxFileBytes ? 0 : await source.arrayBuffer());
      if (begun !== round) return;
      if (isPrivateKey(start)) await takeKey(source.name, start, '');
      else if (isPublicKey(start)) set({ key: { name: source.name, is: 'public' } });
      else if (held.files >= most.files || held.bytes + source.size > most.bytes) left += 1;
      else {
        held = { files: held.files + 1, bytes: held.bytes + source.size };
        waiting.push(source);
      }
    }
    set({ left });
    await openWaiting();
  }

  /** One thing after the other, in the order in which they were asked for. */
  const queue = (next: () => Promise<void>) => {
    work = work.then(next);
    return work;
  };

  return {
    state: () => state,
    take: (files) => queue(() => takeAll(files)),
    unlock: (passphrase) =>
      queue(async () => {
        if (locked) await takeKey(state.key.name, locked, passphrase);
        await openWaiting();
      }),
    close: () => {
      round += 1;
      locked?.fill(0);
      for (const { message } of state.results)
        if ('judged' in message) for (const file of message.judged.attached) file.bytes.fill(0);
      [locked, privateKey, waiting, held] = [null, null, [], { files: 0, bytes: 0 }];
      state = empty;
      changed();
    },
  };
}
