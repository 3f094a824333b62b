import { formatDay } from '#i18n/formats.ts';
import type { Translate } from '#i18n/translator.ts';
import type { Code } from './code.ts';
import type { Line } from './lines.ts';

/** Everything that is read on one piece of quiet paper, in the order it is read. Nothing else is put on it. */
export type QuietPaper = { heading: string; text: string; rows: Line[]; code: Code | null; asOf: string };

type Given = {
  t: Translate;
  tag: string;
  lines: Line[];
  /** The emergency number, as the directory has it. */
  emergency: string;
  code: Code | null;
};

/** The day since when the oldest of the numbers is known, in words; empty without numbers. */
export function asOf(lines: Line[], t: Translate, tag: string): string {
  const oldest = lines.map(({ on }) => on).sort()[0];
  return oldest === undefined ? '' : t('materials.asOf', { date: formatDay(oldest, tag) });
}

/** What a quiet poster, card, strip or very small card says. `lines` are those of `quietLines`. */
export function quietPaper(kind: 'quiet' | 'strips' | 'card' | 'small', given: Given): QuietPaper {
  const { t, tag, lines, emergency, code } = given;
  const rows = lines.map((line, at) => (at === 0 ? { ...line, name: t('materials.strip') } : line));
  const [first] = rows;
  const one = first ? [first] : [];
  const own = { lang: tag, free: false, on: '', hours: '' };
  const paper = { heading: '', text: '', rows: one, code, asOf: asOf(one, t, tag) };
  switch (kind) {
    case 'quiet':
      return { ...paper, heading: t('materials.quietHeading'), text: t('materials.quietText') };
    case 'card':
      return {
        ...paper,
        heading: t('materials.numbers'),
        rows: [{ ...own, id: '999', name: t('materials.emergency'), number: emergency }, ...rows],
        asOf: asOf(rows, t, tag),
      };
    case 'strips':
    case 'small':
      // A code would take the room of the number, which needs no telephone with a camera.
      return { ...paper, code: null, asOf: '' };
  }
}
