/**
 * The text for a count out of a tree with the plural categories of `Intl.PluralRules` as suffixes (`left_one`,
 * `left_other`), as i18next has them: for what runs in the browser, where that library would be too heavy.
 */
export function pluralText(words: Record<string, string>, key: string, count: number, tag: string): string {
  const category = new Intl.PluralRules(tag).select(count);
  const text = words[`${key}_${category}`] ?? words[`${key}_other`] ?? '';
  return text.replace('{{count}}', new Intl.NumberFormat(tag).format(count));
}
