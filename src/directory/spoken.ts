/** Languages by the English name that a service's own words give them, with the tag that people choose by. */
const names: Record<string, string> = {
  albanian: 'sq',
  amharic: 'am',
  arabic: 'ar',
  bengali: 'bn',
  bulgarian: 'bg',
  cantonese: 'yue',
  chinese: 'zh',
  czech: 'cs',
  dari: 'fa-AF',
  english: 'en',
  farsi: 'fa',
  french: 'fr',
  german: 'de',
  greek: 'el',
  gujarati: 'gu',
  hebrew: 'he',
  hindi: 'hi',
  hungarian: 'hu',
  italian: 'it',
  kurdish: 'ku',
  latvian: 'lv',
  lithuanian: 'lt',
  mandarin: 'zh',
  nepali: 'ne',
  panjabi: 'pa',
  pashto: 'ps',
  persian: 'fa',
  polish: 'pl',
  portuguese: 'pt',
  punjabi: 'pa',
  romanian: 'ro',
  romani: 'rom',
  russian: 'ru',
  sinhala: 'si',
  slovak: 'sk',
  somali: 'so',
  spanish: 'es',
  swahili: 'sw',
  sylheti: 'syl',
  tamil: 'ta',
  tigrinya: 'ti',
  turkish: 'tr',
  ukrainian: 'uk',
  urdu: 'ur',
  vietnamese: 'vi',
  welsh: 'cy',
  yiddish: 'yi',
  yoruba: 'yo',
};
const named = new RegExp(`\\b(?:${Object.keys(names).join('|')})\\b`, 'g');
const signed = /\bbsl\b|\bsign language/;
const interpreted = /\binterpret|\btranslat|\blanguage ?line\b/;
const refused = /\b(?:no|not|without|cannot|never)\b/;

/**
 * What a service speaks, from its English words about languages: BCP 47 tags with their names, `bfi` for British Sign
 * Language, and whether it can ask an interpreter to join. A sentence that says no counts for nothing.
 */
export function spokenLanguages(text: string | null): { tags: string[]; interpreter: boolean } {
  const said = (text ?? '')
    .toLowerCase()
    .split(/[.;]/)
    .filter((sentence) => !refused.test(sentence));
  const tags = said.flatMap((sentence) => [
    ...(sentence.match(named) ?? []).flatMap((name) => names[name] ?? []),
    ...(signed.test(sentence) ? ['bfi'] : []),
  ]);
  return { tags: [...new Set(tags)], interpreter: said.some((sentence) => interpreted.test(sentence)) };
}
