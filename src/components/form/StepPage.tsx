import { textOf } from '#forms/answers.ts';
import type { Form, Step } from '#forms/define.ts';
import { issueText, optionLabel } from '#forms/present.ts';
import { Control } from './Control.tsx';
import { Danger, Lines } from './Danger.tsx';
import type { PageData, Place, Scripted } from './data.ts';
import { Routes } from './Routes.tsx';

type Props = { data: PageData; form: Form; step: Step; place: Place; scripted?: Scripted | undefined };

/** One step: its heading, what it says, its questions. Hidden while another is shown, so that answers stay in the form. */
export function StepPage({ data, form, step, place, scripted }: Props) {
  const words = data.words.steps[step.id];
  const shown = step.id === place.page;
  const urgent =
    step.id === form.enoughAfter && ['yes', 'unsure'].includes(textOf(place.answers, form.roles.danger ?? ''));
  return (
    <section hidden={!shown} data-step={step.id}>
      <input type="hidden" name="shown" value={step.id} />
      <h1 tabIndex={-1}>{words?.title}</h1>
      {words?.intro.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {(step.lines === 'danger' || urgent) && <Danger data={data} at={step.id} />}
      {(step.lines === 'children' || step.lines === 'own') && <Lines lines={data.lines[step.lines]} />}
      {step.lines === 'routes' && <Routes data={data} at={step.id} />}
      {step.fields.map((field) => {
        const issue = shown ? place.issues.find((one) => one.field === field.name) : undefined;
        const codes = [...(field.list ? (data.lists[field.list] ?? []).map(({ code }) => code) : []), ...field.options];
        return (
          <Control
            key={field.name}
            field={field}
            words={data.words.fields[field.name] ?? { label: field.name }}
            ui={data.ui}
            tag={data.chrome.tag}
            answer={place.answers[field.name]}
            spelling={scripted?.spelling ?? false}
            error={issue ? issueText(form, issue, data.words, data.errors) : null}
            options={codes.map((code) => ({ code, label: optionLabel(field, code, data.words, data.lists) }))}
          />
        );
      })}
      {scripted && step.fields.some((field) => field.control === 'textarea') && (
        <label class="choice spelling">
          <input type="checkbox" checked={scripted.spelling} onChange={scripted.switchSpelling} />
          <span>
            {data.ui.spelling} <span class="hint">{data.ui.spellingHint}</span>
          </span>
        </label>
      )}
    </section>
  );
}
