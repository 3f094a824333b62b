import type { ComponentChildren } from 'preact';

/** A text whose `{{placeholders}}` are filled with elements, such as a number that can be rung. */
export function Sentence({ text, values }: { text: string; values: Record<string, ComponentChildren> }) {
  return (
    <>
      {text.split(/(\{\{\w+\}\})/).map((part) => {
        const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
        return name === undefined ? part : values[name];
      })}
    </>
  );
}
