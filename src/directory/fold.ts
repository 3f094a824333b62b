/**
 * One spelling for letters that look, sound or are typed alike: lower case, no Latin or Arabic marks, one form of alef,
 * yeh, kaf, heh and noon, Latin letters for the Polish l with a stroke and its like, European digits, no possessive.
 * Vowel signs of Indian scripts stay, since they are letters there.
 */
export function foldText(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Script=Latin}\p{M}+|\p{Script=Greek}\p{M}+|\p{Script=Cyrillic}\p{M}+/gu, (letter) => letter.charAt(0))
    .replace(ignored, '')
    .replace(possessive, '$1')
    .replace(/['’ʼ‘`´]/g, '')
    .replace(replaced, (letter) => replacements[letter] ?? letter);
  return foldDigits(folded);
}

/** Decimal digits of every script as European ones. */
export function foldDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, toDigit);
}

/**
 * Arabic vowel marks and small signs above, tatweel, the dot below of Gurmukhi and Devanagari (often left out in
 * typing), joiners, direction marks and soft hyphens.
 */
const ignored =
  /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0a3c\u093c\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** "Women's" is looked for as "women", "Clare's law" as "Clare". */
const possessive = /(\p{L})['’ʼ]s(?!\p{L})/gu;

const replacements: Record<string, string> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ı: 'i',
  ħ: 'h',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ں: 'ن',
};
const replaced = new RegExp(`[${Object.keys(replacements).join('')}]`, 'gu');

/** Every block of decimal digits in Unicode begins at its zero and holds ten in a row. */
function toDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  if (point < 0x80) return digit;
  const zero = digitZeros.find((one) => point >= one && point < one + 10);
  return zero === undefined ? digit : String(point - zero);
}

const digitZeros = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x1040, 0x17e0,
];
