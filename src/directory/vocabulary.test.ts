import { describe, expect, test } from 'vitest';
import { countSlips, createVocabulary } from './vocabulary.ts';

const vocabulary = createVocabulary(
  new Map([
    ['refuge', 9],
    ['refugee', 3],
    ['housing', 7],
    ['house', 2],
    ['dog', 1],
    ['counselling', 4],
    ['council', 8],
    ['پناه', 2],
    ['庇护', 1],
  ]),
);

describe('vocabulary', () => {
  test.each([
    ['refuge', ['refuge']],
    ['refug', ['refuge', 'refugee']],
    ['reufge', ['refuge']],
    ['refude', ['refuge']],
    ['hosue', ['house']],
    ['counceling', ['counselling']],
    ['conselling', ['counselling']],
    ['hou', ['housing', 'house']],
    ['پناہ', ['پناه']],
    ['پنہاه', ['پناه']],
    ['庇', ['庇护']],
    ['dgo', []],
    ['dgoo', []],
    ['zebra', []],
  ])('takes %s for %j', (typed, meant) => expect(vocabulary.meant(typed)).toEqual(meant));
});

test.each([
  ['kitten', 'kitten', 0],
  ['refuge', 'reufge', 1],
  ['refuge', 'refuges', 1],
  ['abuse', 'bause', 1],
  ['house', 'horses', 2],
  ['abcd', 'wxyz', 3],
  ['ab', 'abcdef', 3],
])('%s and %s lie %i slips apart, no more than 3 counted', (one, other, slips) => {
  expect(countSlips(one, other, 2)).toBe(slips);
});
