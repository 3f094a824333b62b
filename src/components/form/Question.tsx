import type { ComponentChildren } from 'preact';
import type { Answer, Field } from '#forms/define.ts';
import type { FieldWords } from '#forms/words.ts';
import type { PageData } from './data.ts';

/** What every control is given. */
export type ControlProps = {
  field: Field;
  words: FieldWords;
  ui: PageData['ui'];
  tag: string;
  answer: Answer | undefined;
  error: string | null;
  /** The browser may check the spelling of free text; off unless the person asks, since some browsers send it away. */
  spelling: boolean;
  options: { code: string; label: string }[];
};

/** The ids that tie a control to its hint and its error (WCAG 1.3.1). */
export function describedBy(field: Field, words: FieldWords, error: string | null, ...more: string[]) {
  const ids = [words.hint ? `${field.name}-hint` : '', error ? `${field.name}-error` : '', ...more].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Hint and error of a question, in the order a screen reader says them. */
export function Notes({ field, words, error, ui }: Pick<ControlProps, 'field' | 'words' | 'error' | 'ui'>) {
  return (
    <>
      {words.hint && (
        <p class="hint" id={`${field.name}-hint`}>
          {words.hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${field.name}-error`}>
          <span class="hidden">{ui.errorPrefix}</span>
          {error}
        </p>
      )}
    </>
  );
}

/** A question with several inputs: its words are the legend of a group. */
export function Group({ children, ...props }: ControlProps & { children: ComponentChildren }) {
  const { field, words, error } = props;
  return (
    <fieldset class={error ? 'question wrong' : 'question'} aria-describedby={describedBy(field, words, error)}>
      <legend>
        {words.label}
        {field.required && <span class="needed"> ({props.ui.needed})</span>}
      </legend>
      <Notes {...props} />
      {children}
    </fieldset>
  );
}
