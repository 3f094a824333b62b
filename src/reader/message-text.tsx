import { splitText } from './lines.ts';

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
          <p key={index} dir="auto">
            {line}
          </p>
        ))}
      </div>
      {pieces.map(({ kind, text: words }, index) => {
        if (kind === 'heading') return <h3 key={index}>{words}</h3>;
        if (kind === 'line') {
          return (
            <p key={index} dir="auto">
              {words}
            </p>
          );
        }
        return (
          <blockquote key={index} lang={language}>
            {words.split('\n').map((line, at) => (
              <p key={at} dir="auto">
                {line || '\u00a0'}
              </p>
            ))}
          </blockquote>
        );
      })}
    </div>
  );
}
