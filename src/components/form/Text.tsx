import { type ControlProps, describedBy, Notes } from './Question.tsx';

const modes = { text: undefined, number: 'numeric', tel: 'tel', email: 'email' } as const;

/** One line: text, telephone or e-mail. Never `type=email`: the browser's own check would speak its own language. */
export function Text(props: ControlProps) {
  const { field, words, answer, error, ui } = props;
  const control = field.control as keyof typeof modes;
  return (
    <div class={error ? 'question wrong' : 'question'}>
      <label for={field.name}>
        {words.label}
        {field.required && <span class="needed"> ({ui.needed})</span>}
      </label>
      <Notes {...props} />
      <input
        type={control === 'tel' ? 'tel' : 'text'}
        inputMode={modes[control]}
        id={field.name}
        name={field.name}
        dir={control === 'text' ? 'auto' : 'ltr'}
        defaultValue={typeof answer === 'string' ? answer : ''}
        autoComplete={(field.remembered && field.autocomplete) || 'off'}
        data-token={field.remembered ? undefined : (field.autocomplete ?? undefined)}
        data-remembered={field.remembered || undefined}
        autoCapitalize={control === 'email' ? 'none' : undefined}
        spellcheck={props.spelling && field.free}
        {...{ writingsuggestions: 'false' }}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(field, words, error)}
        class={control === 'text' ? 'wide' : 'short'}
      />
    </div>
  );
}

/** Several lines, with what is left counted by the script; nothing is cut off while somebody writes. */
export function TextArea(props: ControlProps) {
  const { field, words, answer, error, ui } = props;
  const text = typeof answer === 'string' ? answer : '';
  // A page's parser drops a line end that comes first in a textarea; a second one keeps it (HTML 13.2.6.4.7).
  const written = typeof document === 'undefined' && text.startsWith('\n') ? `\n${text}` : text;
  return (
    <div class={error ? 'question wrong' : 'question'}>
      <label for={field.name}>
        {words.label}
        {field.required && <span class="needed"> ({ui.needed})</span>}
      </label>
      <Notes {...props} />
      <textarea
        id={field.name}
        name={field.name}
        rows={field.max > 600 ? 8 : 4}
        dir="auto"
        defaultValue={written}
        autoComplete="off"
        spellcheck={props.spelling && field.free}
        {...{ writingsuggestions: 'false' }}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(field, words, error, `${field.name}-count`)}
      />
      <p class="hint" id={`${field.name}-count`} data-max={field.max} data-needed={field.required || undefined}>
        {field.required ? '' : ui.optional}
      </p>
    </div>
  );
}
