/**
 * The language of ours that a browser asks for most (RFC 9110 12.5.4), or the first.
 * @param accepted the `Accept-Language` header
 */
export function chooseLanguage(accepted: string | undefined, tags: string[]): string {
  const wanted = (accepted ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(/\s*;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === '' ? 1 : Number(quality) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const found = tags.find((ours) => tag === ours.toLowerCase() || tag.startsWith(`${ours.toLowerCase()}-`));
    if (found) return found;
  }
  return tags[0] ?? 'en';
}

/** The language an address is in: its first part, where that is one of ours. */
export function languageOf(address: string, tags: string[]): string | null {
  const first = address.split('/')[1] ?? '';
  return tags.includes(first) ? first : null;
}
