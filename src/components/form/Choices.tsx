import { datePartName, dateParts } from '#forms/answers.ts';
import { type ControlProps, describedBy, Group, Notes } from './Question.tsx';

/** One or several of a few, all in view. The first carries the question's id, so that an error's link leads to it. */
export function Choices(props: ControlProps) {
  const { field, answer, options } = props;
  const type = field.control === 'radios' ? 'radio' : 'checkbox';
  const chosen = (code: string) => (typeof answer === 'string' ? answer === code : (answer ?? []).includes(code));
  return (
    <Group {...props}>
      <div class="choices">
        {options.map(({ code, label }, index) => (
          <label class="choice" key={code} for={index === 0 ? field.name : `${field.name}-${code}`}>
            <input
              type={type}
              id={index === 0 ? field.name : `${field.name}-${code}`}
              name={field.name}
              value={code}
              defaultChecked={chosen(code)}
              autoComplete="off"
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

/** One of many. */
export function Select(props: ControlProps) {
  const { field, words, ui, answer, error, options } = props;
  return (
    <div class={error ? 'question wrong' : 'question'}>
      <label for={field.name}>
        {words.label}
        {field.required && <span class="needed"> ({ui.needed})</span>}
      </label>
      <Notes {...props} />
      <select
        id={field.name}
        name={field.name}
        autoComplete="off"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(field, words, error)}
      >
        <option value="">{ui.choose}</option>
        {options.map(({ code, label }) => (
          <option value={code} selected={answer === code} key={code}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A day as three short fields, which can be typed, seen whole and left half filled. */
export function DateParts(props: ControlProps) {
  const { field, ui, answer, error } = props;
  const [year = '', month = '', day = ''] = (typeof answer === 'string' ? answer : '').split('-');
  const typed = { day, month, year };
  return (
    <Group {...props}>
      <div class="date" dir="ltr">
        {dateParts.map((part, index) => (
          <div key={part}>
            <label for={index === 0 ? field.name : datePartName(field.name, part)}>{ui[part]}</label>
            <input
              type="text"
              inputMode="numeric"
              id={index === 0 ? field.name : datePartName(field.name, part)}
              name={datePartName(field.name, part)}
              defaultValue={typed[part]}
              autoComplete="off"
              aria-invalid={error ? 'true' : undefined}
              class={part === 'year' ? 'year' : 'part'}
            />
          </div>
        ))}
      </div>
    </Group>
  );
}
