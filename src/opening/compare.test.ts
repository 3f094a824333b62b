import { describe, expect, test } from 'vitest';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/professional/examples.ts';
import { readReferral, writeReferral } from '#message/referral.ts';
import { writeText } from '#message/text.ts';
import { compareParts } from './compare.ts';

const forms = await discoverForms();
const entry = forms.get('professional');
if (!entry) throw new Error('the form is missing');
const { form, english } = entry;
const rules = { highScore: 14 };
const header = {
  reference: 'ABCD-2345',
  language: 'en',
  versions: { privacy: '2026-11-22', permission: '2026-11-22' },
};

function make(answers: Answers) {
  const read = readReferral(writeReferral(form, answers, header, rules), forms);
  if (!read.ok) throw new Error(read.problems.join());
  const lists = { areas: [], services: [] };
  return {
    referral: read.referral,
    text: writeText({ form, answers, english, lists, header, languageName: 'English', rules }),
  };
}

describe('text and JSON of one message', () => {
  const { referral, text } = make(examples.full.answers);

  test('agree as the site writes them, for every form', async () => {
    expect(compareParts(referral, text, 'Enquiry ABCD-2345', forms)).toEqual([]);
  });

  test('with another number to ring are told of', () => {
    const switchboard = String(referral.answers['switchboard']);
    expect(compareParts(referral, text.replaceAll(switchboard, '07700 900000'), null, forms)).toEqual([
      'the text does not show switchboard as the JSON has it',
    ]);
  });

  test('with the code of another message are told of', () => {
    const ending = (of: string) => `${text}\nReceived code: ${of}-K7QM-2RVT-9HBD\n`;
    expect(compareParts(referral, ending('ABCD-2345'), null, forms)).toEqual([]);
    expect(compareParts(referral, ending('WXYZ-9999'), null, forms)).toEqual([
      'the code at its end is of another message',
    ]);
  });

  test('without the warning on identity are told of', () => {
    expect(compareParts(referral, text.replace('Identity not verified', 'Identity verified'), null, forms)).toEqual([
      'the text does not say that the identity is not verified',
    ]);
  });

  test('with a level below what the answers say are told of', () => {
    const high = make({ ...examples.full.answers, judgement: 'high' });
    expect(compareParts({ ...high.referral, level: 'below-high' }, high.text, null, forms)).toEqual([
      'the level of risk is lower than the answers say',
    ]);
  });
});
