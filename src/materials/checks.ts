import type { Translate } from '#i18n/translator.ts';

/** A line that somebody may find themselves in, and what a kind person would answer to it. */
export type CheckLine = { says: string; answer: string };

/** Lines to think about for one kind of reader, with the further page of ours that is for them; null: none of its own. */
export type Check = { id: string; name: string; text: string; lines: CheckLine[]; further: 'ask/else' | 'own' | null };

const six = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const ten = [...six, 'g', 'h', 'i', 'j'] as const;

/**
 * The checks in one language. Each line has an answer of its own and there is nothing to count: no number of lines means
 * that all is well. Ids are their addresses, so they are figures.
 */
export const checksIn = (t: Translate): Check[] => [
  {
    id: '1',
    name: t('checks.mine'),
    text: t('checks.mineText'),
    lines: ten.map((at) => ({ says: t(`checks.mine_${at}`), answer: t(`checks.mineSay_${at}`) })),
    further: null,
  },
  {
    id: '2',
    name: t('checks.other'),
    text: t('checks.otherText'),
    lines: six.map((at) => ({ says: t(`checks.other_${at}`), answer: t(`checks.otherSay_${at}`) })),
    further: 'ask/else',
  },
  {
    id: '3',
    name: t('checks.own'),
    text: t('checks.ownText'),
    lines: six.map((at) => ({ says: t(`checks.own_${at}`), answer: t(`checks.ownSay_${at}`) })),
    further: 'own',
  },
];
