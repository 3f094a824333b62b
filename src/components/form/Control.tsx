import type { Control as Kind } from '#forms/define.ts';
import { Choices, DateParts, Select } from './Choices.tsx';
import type { ControlProps } from './Question.tsx';
import { Text, TextArea } from './Text.tsx';

const shown: Record<Kind, (props: ControlProps) => preact.JSX.Element> = {
  text: Text,
  number: Text,
  tel: Text,
  email: Text,
  textarea: TextArea,
  radios: Choices,
  checkboxes: Choices,
  consent: Choices,
  select: Select,
  date: DateParts,
};

/** A field as its definition says it is shown. */
export function Control(props: ControlProps) {
  const Shown = shown[props.field.control];
  return <Shown {...props} />;
}
