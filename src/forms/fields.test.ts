import { describe, expect, test } from 'vitest';
import type { Field } from './define.ts';
import { checkboxes, consent, date, email, radios, select, telephone, text, textarea, textLength } from './fields.ts';

/** Why a field refuses an answer, or `ok`. */
function judge(field: Field, answer: unknown): string {
  const result = field.schema.safeParse(answer);
  return result.success ? 'ok' : (result.error.issues[0]?.message ?? '');
}

describe('text', () => {
  test('is counted in signs, however many bytes each has', () => {
    expect(textLength('a𐐷é👩')).toBe(4);
    const field = text('name', { max: 5 });
    expect(judge(field, '𐐷'.repeat(5))).toBe('ok');
    expect(judge(field, '𐐷'.repeat(6))).toBe('too-long');
    expect(judge(textarea('story', { max: 5 }), 'abcdef')).toBe('too-long');
  });

  test('that is needed may not be blank', () => {
    expect(judge(text('name', { required: true }), ' \n\u3000')).toBe('required');
    expect(judge(text('name'), '')).toBe('ok');
  });

  test('is never a list or anything else', () => {
    for (const answer of [['a'], null, 7, { length: 1 }]) expect(judge(text('name'), answer)).not.toBe('ok');
  });
});

describe('an e-mail address', () => {
  test.each(['a@b.org', ' rabia+x@mail.example.co.uk ', "o'brien_1@example.museum", ''])('may be "%s"', (answer) => {
    expect(judge(email('email'), answer)).toBe('ok');
  });

  test.each([
    'a@b',
    '@b.org',
    'a b@c.org',
    'a@b..org',
    'a@-b.org',
    'a@b.org\nBcc: c@d.org',
    'راب@example.org',
    'a,b@c.org',
  ])('may not be "%s"', (answer) => {
    expect(judge(email('email'), answer)).toBe('email');
  });

  test('has 254 characters at most', () => {
    const domain = `${'d'.repeat(60)}.${'d'.repeat(60)}.org`;
    expect(judge(email('email'), `${'m'.repeat(254 - domain.length - 1)}@${domain}`)).toBe('ok');
    expect(judge(email('email'), `${'m'.repeat(255 - domain.length - 1)}@${domain}`)).toBe('too-long');
  });
});

describe('a telephone number', () => {
  test.each(['07700 900982', '+44 (0)7700/900-982 #2', '999', '۰۷۷۰۰۹۰۰۹۸۲', '٠٧٧٠٠ ٩٠٠٩٨٢', ''])(
    'may be "%s"',
    (answer) => {
      expect(judge(telephone('call'), answer)).toBe('ok');
    },
  );

  test.each(['12', 'call me', '07700 900982\u202e', '1'.repeat(21), '07700,900982', '07700 900982 after six'])(
    'may not be "%s"',
    (answer) => {
      expect(judge(telephone('call'), answer)).toBe('phone');
    },
  );

  test('that is needed says so before it says that it is wrong', () => {
    expect(judge(telephone('call', { required: true }), '')).toBe('required');
  });
});

describe('a choice', () => {
  test('is one of its codes or none', () => {
    const field = radios('danger', { options: ['yes', 'no'] });
    expect(['yes', 'no', ''].map((answer) => judge(field, answer))).toEqual(['ok', 'ok', 'ok']);
    for (const answer of ['maybe', 'YES', 'constructor', '__proto__', ' yes'])
      expect(judge(field, answer)).toBe('choose');
    expect(judge(radios('danger', { options: ['yes'], required: true }), '')).toBe('choose');
  });

  test('from a list of the county has the form of its codes', () => {
    const field = select('area', { options: ['elsewhere'], list: 'areas' });
    expect(judge(field, 'tunbridge-wells')).toBe('ok');
    for (const answer of ['Tunbridge Wells', 'a'.repeat(41), '../x']) expect(judge(field, answer)).toBe('choose');
  });

  test('of several takes each code once', () => {
    const field = checkboxes('kinds', { options: ['a', 'b'] });
    expect(judge(field, ['b', 'a'])).toBe('ok');
    expect(judge(field, [])).toBe('ok');
    for (const answer of [['a', 'a'], ['c'], ['toString']]) expect(judge(field, answer)).toBe('choose');
    expect(judge(field, 'a')).not.toBe('ok');
    expect(judge(checkboxes('kinds', { options: ['a'], required: true }), [])).toBe('choose');
  });

  test('of one box is yes or nothing, and asks for agreement where it is needed', () => {
    expect(judge(consent('ring'), '')).toBe('ok');
    expect(judge(consent('permission', { required: true }), '')).toBe('agree');
    expect(judge(consent('permission', { required: true }), 'no')).toBe('choose');
    expect(judge(consent('permission', { required: true }), 'yes')).toBe('ok');
  });
});

describe('a day', () => {
  test.each(['2027-03-27', '2028-02-29', '1931-01-01', ''])('may be "%s"', (answer) => {
    expect(judge(date('until'), answer)).toBe('ok');
  });

  test.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '27-3-27', '--1', '2027-03-27T00:00', 'soon'])(
    'may not be "%s"',
    (answer) => {
      expect(judge(date('until'), answer)).toBe('date');
    },
  );
});
