/**
 * Beginnings of words that would tell somebody looking over a shoulder, at a tab, an address, a printed header or a
 * phone bill, what this site is about; by language. Held against titles, addresses, the host and the sender of mail.
 */
export const tellingWords: Record<string, readonly string[]> = {
  en: [
    'abus',
    'domestic',
    'violen',
    'victim',
    'surviv',
    'refuge',
    'referral',
    'perpetrat',
    'assault',
    'coerc',
    'stalk',
    'rape',
    'police',
    'escape',
    'safe',
    'secur',
    'anonym',
    'shelter',
    'spoc',
    'marac',
    'idva',
  ],
  pl: [
    'przemoc',
    'przemoż',
    'ofiar',
    'sprawc',
    'domow',
    'napaś',
    'gwałt',
    'policj',
    'uciecz',
    'bezpiecz',
    'anonim',
    'schroni',
    'skierowan',
  ],
  ur: [
    'تشدد',
    'ظلم',
    'بدسلوکی',
    'زیادتی',
    'متاثر',
    'مظلوم',
    'گھریلو',
    'پولیس',
    'محفوظ',
    'حفاظت',
    'گمنام',
    'پناہ',
    'ریفرل',
  ],
};

/** The telling word that a text holds, in any language of the list, or null. Letter case does not matter. */
export function findTelling(text: string): string | null {
  const lower = text.toLowerCase();
  return (
    Object.values(tellingWords)
      .flat()
      .find((word) => lower.includes(word)) ?? null
  );
}
