import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal } from './terminal.ts';

/** A keyboard: what is written to it is typed; `raw` is whether the terminal would have shown it. */
function createKeyboard() {
  const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  const modes: boolean[] = [];
  const shown: string[] = [];
  return {
    keys,
    modes,
    shown,
    terminal: createTerminal(
      keys,
      () => {},
      (text) => shown.push(text),
    ),
  };
}

test('a passphrase is typed, corrected and never shown', async () => {
  const { keys, modes, shown, terminal } = createKeyboard();
  expect(terminal.interactive).toBe(true);
  const asked = terminal.askHidden('Passphrase: ');
  for (const typed of ['corx', '\u007f', 'rect h', 'orse \u{1F40E}é', '\r']) keys.write(typed);
  expect(await asked).toBe('correct horse \u{1F40E}é');
  expect(modes).toEqual([true, false]);
  expect(shown.join('')).toBe('Passphrase: \n');
});

test('it can be asked twice, and broken off', async () => {
  const { keys, modes, terminal } = createKeyboard();
  const first = terminal.askHidden('One: ');
  keys.write('one\r');
  expect(await first).toBe('one');
  const second = terminal.askHidden('Two: ');
  keys.write('tw\u0003');
  await expect(second).rejects.toMatchObject({ exit: 2, message: 'stopped' });
  expect(modes).toEqual([true, false, true, false]);
});

test('where nobody can be asked, all of the input is read', async () => {
  const input = new PassThrough();
  const terminal = createTerminal(
    input,
    () => {},
    () => {},
  );
  expect(terminal.interactive).toBe(false);
  input.end('a long passphrase\n');
  expect(await terminal.readInput()).toBe('a long passphrase\n');
});
