import { afterEach, describe, expect, test, vi } from 'vitest';
import { terms } from './terms.ts';

afterEach(() => vi.unstubAllGlobals());

/** A text as a service may have it, and a person's way of typing a word of it. All of these are to be found. */
const found: [language: string, locale: string, text: string, typed: string][] = [
  ['English, one of many', 'en', 'Refuges for women and their children', 'refuge'],
  ['English, many of one', 'en', 'A counselling service', 'services'],
  ['English, woman for women', 'en', 'A drop-in for women', 'woman'],
  ['English, -ies', 'en', 'Help for families', 'family'],
  ['English, -sses', 'en', 'Classes in the evening', 'class'],
  ['English, possessive typed without its mark', 'en', 'Ask under Clare’s Law', 'clares law'],
  ['English, capitals', 'en', 'Non-molestation orders', 'NON MOLESTATION'],
  ['Arabic without shadda', 'ar', 'مساعدة ضد العنف الأسريّ', 'الاسري'],
  ['Arabic with vowel marks typed', 'ar', 'ملجأ آمن للنساء', 'مَلجَأ'],
  ['Arabic with a bare alef', 'ar', 'أطفال وأسرة', 'اطفال'],
  ['Arabic noun inside its article', 'ar', 'الحماية من العنف', 'عنف'],
  ['Arabic article typed, bare in the text', 'ar', 'محامي مجاني', 'المحامي'],
  ['Arabic noun behind "and" and "in the"', 'ar', 'في الشارع وبالبيت كل يوم', 'البيت'],
  ['Arabic final heh for teh marbuta', 'ar', 'حماية الأسرة', 'الاسره'],
  ['Urdu exact', 'ur', 'خواتین کے لیے پناہ گاہ', 'پناہ'],
  ['Urdu with Arabic kaf and yeh', 'ur', 'قانونی مدد اور وکیل', 'وكيل'],
  ['Urdu with Urdu letters for an Arabic keyboard text', 'ur', 'خواتين كي مدد', 'خواتین'],
  ['Urdu with a combined heh', 'ur', 'آپ کے گھر میں', 'گهر'],
  ['Punjabi exact', 'pa', 'ਘਰੇਲੂ ਹਿੰਸਾ ਲਈ ਮਦਦ', 'ਹਿੰਸਾ'],
  ['Punjabi without the dot below', 'pa', 'ਜ਼ੁਲਮ ਸਹਿਣਾ', 'ਜੁਲਮ'],
  ['Bengali exact', 'bn', 'পারিবারিক সহিংসতা', 'সহিংসতা'],
  ['Bengali, letter in two code points', 'bn', 'আশ্র\u09df', 'আশ্র\u09af\u09bc'],
  ['Chinese, two signs inside a run', 'zh-Hans', '家庭暴力庇护所', '庇护'],
  ['Chinese, across dictionary words', 'zh-Hant', '婦女庇護服務', '庇護服務'],
  ['Polish without marks', 'pl', 'Przemoc w rodzinie, Łódź', 'lodz'],
  ['Polish with marks typed', 'pl', 'Schronienie dla kobiet z dziećmi', 'dziećmi'],
  ['Romanian without marks', 'ro', 'Adăpost și consiliere', 'adapost'],
  ['Romanian cedilla for comma', 'ro', 'violență și adăpost', 'violenţă şi'],
  ['full-width signs', 'zh-Hans', '24小时热线 NHS', 'ＮＨＳ'],
  ['digits of another script', 'ur', 'رات 10 بجے تک', '۱۰'],
];

describe('terms', () => {
  test.each(found)('finds: %s', (_, locale, text, typed) => {
    const indexed = terms(text, locale);
    const asked = terms(typed, locale);
    expect(asked.length).toBeGreaterThan(0);
    expect(indexed).toEqual(expect.arrayContaining(asked));
  });

  test('keeps apart what differs', () => {
    const different: [string, string, string][] = [
      ['en', 'refuge', 'refugee'],
      ['en', 'bus', 'bu'],
      ['en', 'abuse', 'abus'],
      ['pl', 'głos', 'glo'],
      ['pa', 'ਦਿਨ', 'ਦਾਨ'],
      ['bn', 'কাল', 'কুল'],
      ['ur', 'وجوہات', 'جوہات'],
      ['ar', 'ولد', 'لد'],
    ];
    expect(different.filter(([locale, one, other]) => terms(one, locale)[0] === terms(other, locale)[0])).toEqual([]);
  });

  test('takes Latin words for English on a page of another script, not on a Polish one', () => {
    expect(terms('shelters', 'ur')).toEqual(['shelter']);
    expect(terms('adres', 'pl')).toEqual(['adres']);
  });

  test('gives nothing for nothing', () => {
    expect(['', '  ', '?!', '\u200e', "'"].map((text) => terms(text, 'en'))).toEqual([[], [], [], [], []]);
  });

  test('keeps order and repeats', () => {
    expect(terms('me, not you, me', 'en')).toEqual(['me', 'not', 'you', 'me']);
  });

  test('works in a browser without a segmenter', () => {
    const withIt = found.map(([, locale, text]) => terms(text, locale));
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
    expect(found.map(([, locale, text]) => terms(text, locale))).toEqual(withIt);
    expect(terms('ความรุนแรง', 'th')).toHaveLength(1);
  });

  test('finds the words of a script without spaces', () => {
    expect(terms('ความรุนแรงในครอบครัว', 'th').length).toBeGreaterThan(1);
  });
});
