import { isAnswered } from '#forms/answers.ts';
import { type Answers, type Form, senderOf } from '#forms/define.ts';
import { pluralText } from '#i18n/plural.ts';
import { Phone } from '../site/Phone.tsx';
import { Sentence } from '../site/Sentence.tsx';
import { Copy } from './Copy.tsx';
import { Danger } from './Danger.tsx';
import type { Line, PageData, SentData } from './data.ts';
import { Routes } from './Routes.tsx';

const ways = { call: 'callUse', text: 'textUse', email: 'emailUse', ring: 'ringUs' } as const;

type Props = { data: PageData; form: Form; sent: SentData; answers: Answers };

/** What happens now. Promises no more than is known: no time while mail is stuck, and nobody in a demonstration. */
export function SentPage({ data, form, sent, answers }: Props) {
  const { words } = sent;
  const own = data.words.sent;
  const [first] = data.lines.danger;
  const sender = senderOf(form, answers);
  return (
    <section data-step="sent">
      <h1 tabIndex={-1}>{own?.heading ?? words.heading}</h1>
      {data.chrome.demo && <p class="notice">{words.demo}</p>}
      {sent.place && <p class="notice">{placeText(sent)}</p>}
      {sent.known && !sent.place && <p class="notice">{words.known}</p>}
      <div class="reference">
        <p>{words.reference}</p>
        {/* By a class: the attribute is left out when the server renders the page. */}
        <p class="code notranslate">
          <bdi dir="ltr">{sent.reference}</bdi>
        </p>
        {sender === 'person' && <p class="hint">{words.referenceText}</p>}
      </div>
      {sent.papers ? <p>{pluralText(words, 'papers', sent.papers, data.chrome.tag)}</p> : null}
      <h2>{words.next}</h2>
      {!data.chrome.demo && !sent.place && sent.reading && <p>{sent.reading}</p>}
      {!data.chrome.demo && !sent.place && !sent.reading && first && (
        <p>
          <Sentence text={words.noPromise} values={{ name: first.name, number: <Phone number={first.number} /> }} />
        </p>
      )}
      {own?.next.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Response data={data} form={form} sent={sent} answers={answers} />
      {sent.written && <p>{sent.written === 'sent' ? words.receiptSent : words.receiptNot}</p>}
      {sender !== 'professional' && <Ways words={words} answers={answers} first={first} />}
      {sender === 'professional' ? <Routes data={data} at="sent" /> : <Danger data={data} at="sent" />}
      {sender === 'professional' ? (
        <Copy data={data} form={form} sent={sent} answers={answers} />
      ) : (
        <p>{words.leave}</p>
      )}
    </section>
  );
}

/** What became of a booking. */
function placeText({ words, known, place }: SentData): string {
  if (known) return words.placeKnown;
  return place === 'booked' ? words.placeBooked : words.placeWaiting;
}

/** By which ways the person is reached: only those they said yes to. Who said that they will ring is told whom. */
function Ways({ words, answers, first }: { words: SentData['words']; answers: Answers; first: Line | undefined }) {
  return (
    <ul>
      {Object.entries(ways)
        .filter(([, field]) => answers[field] === 'yes')
        .map(([way]) => (
          <li key={way}>
            <Sentence
              text={words[`way_${way as keyof typeof ways}`]}
              values={first ? { name: first.name, number: <Phone number={first.number} /> } : {}}
            />
          </li>
        ))}
      {isAnswered(answers['checkWord']) && <li>{words.word}</li>}
    </ul>
  );
}

/** When somebody who was referred hears first, by the risk that was told; nothing while no time can be promised. */
function Response({ data, form, sent, answers }: Props) {
  const days = form.level ? data.responses[form.level(answers, data.rules)] : null;
  if (data.chrome.demo || days === null || sent.reading === null) return null;
  return <p>{pluralText(sent.words, 'respond', days, data.chrome.tag)}</p>;
}
