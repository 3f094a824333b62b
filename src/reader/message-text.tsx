import { splitNumbers, splitText } from './lines.ts';

/**
 * The readable part. Each line finds its own direction, and what a person typed is marked with their language, for speech
 * and fonts. It is text and nothing else: no line of it becomes a link, a picture or a tag.
 */
export function MessageText({ text, language }: { text: string; language: string | undefined }) {
  const { first, pieces } = splitText(text);
  return (
    <div class="text">
      <div class="first">
        {first.map((line, index) => (
          <Line key={index} text={line} strong />
        ))}
      </div>
      {pieces.map(({ kind, text: words, apart }, index) => {
        if (kind === 'heading') return <h3 key={index}>{words}</h3>;
        if (kind === 'line') return <Line key={index} text={words} apart={apart} />;
        return (
          <blockquote key={index} lang={language}>
            {words.split('\n').map((line, at) => (
              <Line key={at} text={line || '\u00a0'} />
            ))}
          </blockquote>
        );
      })}
    </div>
  );
}

/** What a line is shown from. `strong`: the word it begins with, such as REACH, is what the eye looks for. */
type LineProps = { text: string; strong?: boolean; apart?: boolean };

function Line({ text, strong = false, apart = false }: LineProps) {
  const [, label = '', rest = text] = (strong && /^([A-Z][A-Z ]*:)(.*)$/s.exec(text)) || [];
  return (
    <p dir="auto" class={apart ? 'apart' : undefined}>
      {label && <strong>{label}</strong>}
      {splitNumbers(rest).map((part, index) =>
        // Every other part is a number, which would otherwise be turned round in groups between words from the right.
        index % 2 === 1 ? (
          <bdi key={index} dir="ltr">
            {part}
          </bdi>
        ) : (
          part
        ),
      )}
    </p>
  );
}
