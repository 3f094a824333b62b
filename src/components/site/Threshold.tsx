import type { Translate } from '#i18n/translator.ts';
import { Sentence } from './Sentence.tsx';

type Props = { t: Translate; tag: string; checklist: string; score: number | null };

/** From which score on a checklist a county refers to its meeting. The checklist's name is English in every language. */
export function Threshold({ t, tag, checklist, score }: Props) {
  const open = { checklist: '{{checklist}}' };
  const text = score === null ? t('professional.noScore', open) : t('professional.score', { ...open, score });
  const name = tag === 'en' ? checklist : <span lang="en">{checklist}</span>;
  return (
    <p>
      <Sentence text={text} values={{ checklist: name }} />
    </p>
  );
}
