import { isAnswered } from '#forms/answers.ts';
import type { Answers } from '#forms/define.ts';
import { Phone } from '../site/Phone.tsx';
import { Sentence } from '../site/Sentence.tsx';
import { Danger } from './Danger.tsx';
import type { PageData, SentData } from './data.ts';

const ways = { call: 'callUse', text: 'textUse', email: 'emailUse', ring: 'ringUs' } as const;

/** What happens now. Promises no more than is known: no time while mail is stuck, and nobody in a demonstration. */
export function SentPage({ data, sent, answers }: { data: PageData; sent: SentData; answers: Answers }) {
  const words = data.sentWords;
  const [first] = data.lines.danger;
  return (
    <section data-step="sent">
      <h1 tabIndex={-1}>{words.heading}</h1>
      {data.chrome.demo && <p class="notice">{words.demo}</p>}
      {sent.known && <p class="notice">{words.known}</p>}
      <div class="reference">
        <p>{words.reference}</p>
        <p class="code" translate={false}>
          <bdi dir="ltr">{sent.reference}</bdi>
        </p>
        <p class="hint">{words.referenceText}</p>
      </div>
      <h2>{words.next}</h2>
      {!data.chrome.demo && sent.reading && <p>{sent.reading}</p>}
      {!data.chrome.demo && !sent.reading && first && (
        <p>
          <Sentence text={words.noPromise} values={{ name: first.name, number: <Phone number={first.number} /> }} />
        </p>
      )}
      <ul>
        {Object.entries(ways)
          .filter(([, field]) => answers[field] === 'yes')
          .map(([way]) => (
            <li key={way}>{words[`way_${way as keyof typeof ways}`]}</li>
          ))}
        {isAnswered(answers['checkWord']) && <li>{words.word}</li>}
      </ul>
      <Danger data={data} at="sent" />
      <p>{words.leave}</p>
    </section>
  );
}
