import { encode } from 'uqr';
import type { Site } from '#directory/site.ts';
import { findTelling } from '#i18n/telling.ts';

/** A QR code to draw: `path` in a square of `size` units a side, one a module, with the four white ones it needs around. */
export type Code = { address: string; size: number; path: string };

/**
 * The code of the site's start page in a language, or null: a demonstration has none, since people would write to nobody,
 * nor has a site without a public address, or with a host that says what it is about. An address has nothing
 * behind it that tells where it was read.
 */
export function codeFor(site: Pick<Site, 'origin' | 'demo'>, tag: string): Code | null {
  if (site.origin === null || site.demo || findTelling(new URL(site.origin).host) !== null) return null;
  const address = `${site.origin}/${tag}/`;
  // A quarter of it may be creased or dirty and it still reads.
  const { data, size } = encode(address, { ecc: 'Q', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { address, size, path: dark.join('') };
}
