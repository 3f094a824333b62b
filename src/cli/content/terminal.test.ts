import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { InputEnded, openTerminal } from './terminal.ts';

function open() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return { input, output, ...openTerminal(input, output) };
}

test('lines that come at once answer one question each, and the end is said', async () => {
  const { input, ask } = open();
  input.end('kent\n\nrefuge');
  expect([await ask('\nWhere?\n> '), await ask('Which?'), await ask('What?')]).toEqual(['kent', '', 'refuge']);
  await expect(ask('More?')).rejects.toThrow(InputEnded);
});

test('a question waits for its answer, and stands before it', async () => {
  const { input, output, ask, tell, close } = open();
  tell('Good morning.');
  const answer = ask('\nWhere?\n> ');
  input.write('kent\n');
  expect(await answer).toBe('kent');
  expect(String(output.read())).toBe('Good morning.\n\nWhere?\n> ');
  close();
});
