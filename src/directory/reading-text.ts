import { formatTime } from '#i18n/formats.ts';
import type { Words } from '#i18n/translator.ts';
import type { Reading } from './hours.ts';

/** When messages are next read, in words; null where no time can be promised, so while mail is `stuck`. */
export function readingText(
  { reading, stuck }: { reading: Reading; stuck: boolean },
  words: Pick<Words['sent'], 'readNow' | 'readNext'>,
  tag: string,
): string | null {
  if (stuck || reading === null) return null;
  return reading.now ? words.readNow : words.readNext.replace('{{time}}', formatTime(reading.at, tag));
}
