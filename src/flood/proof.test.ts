import { expect, test } from 'vitest';
import { isSolved, solve, usualWork, type Work } from './proof.ts';

const little: Work = { parts: 3, zeros: 4, rounds: 10 };
const never = new AbortController().signal;

test('a proof fits its own token and no other', async () => {
  const proof = await solve({ token: 'one', work: little }, never);
  expect(await isSolved('one', proof, little)).toBe(true);
  expect(await isSolved('another', proof, little)).toBe(false);
});

test('a proof of less work is none', async () => {
  const proof = await solve({ token: 'one', work: little }, never);
  expect(await isSolved('one', proof)).toBe(false);
  expect(await isSolved('one', proof.split('.').slice(0, -1).join('.'), little)).toBe(false);
  expect(
    await isSolved(
      'one',
      proof.replace(/^\d+/, (first) => String(Number(first) + 1)),
      little,
    ),
  ).toBe(false);
});

test.each(['', '.', '1,2,3', '1.2.x', '-1.2.3', '1.2.3.', `${'9'.repeat(400)}`, '1.'.repeat(5_000), 'اردو'])(
  'what is no proof is none: %.20s',
  async (text) => {
    expect(await isSolved('one', text, little)).toBe(false);
  },
);

test('working it out ends when there is no time left', async () => {
  const impossible = { ...little, zeros: 32 };
  await expect(solve({ token: 'one', work: impossible }, AbortSignal.timeout(50))).rejects.toThrow();
});

test('the usual work takes about half a thousand tries, never ten times that', async () => {
  const tries: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const proof = await solve({ token: `token ${count}`, work: { ...usualWork, rounds: 1 } }, never);
    tries.push(proof.split('.').reduce((sum, number) => sum + Number(number) + 1, 0));
  }
  const mean = tries.reduce((sum, each) => sum + each, 0) / tries.length;
  expect(mean).toBeGreaterThan(300);
  expect(mean).toBeLessThan(800);
  expect(Math.max(...tries)).toBeLessThan(5_000);
});
