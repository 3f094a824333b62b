import type { ComponentChildren } from 'preact';

/**
 * A text whose `{{placeholders}}` are filled with elements, such as a number that can be rung. Each stands on its own in
 * the order of the line, so that a name in Latin letters does not scramble a sentence that runs right to left.
 */
export function Sentence({ text, values }: { text: string; values: Record<string, ComponentChildren> }) {
  return (
    <>
      {text.split(/(\{\{\w+\}\})/).map((part) => {
        const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
        return name === undefined ? part : <bdi key={name}>{values[name]}</bdi>;
      })}
    </>
  );
}
