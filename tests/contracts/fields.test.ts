import path from 'node:path';
import { expect, test } from 'vitest';
import { contactsOf, fieldsOf } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import { root } from '../support/project-files.ts';
import { judged, kindsOf } from './field-kinds.ts';

const forms = [...(await discoverForms()).values()];

test('every question has been judged: what the law asks extra care for', () => {
  const unjudged = forms.flatMap(({ form }) =>
    fieldsOf(form).flatMap((field) => (kindsOf(field) === null ? [`${form.id}.${field.name}`] : [])),
  );
  expect(unjudged).toEqual([]);
});

test('nothing is judged that no form asks, and nothing twice', () => {
  const asked = new Set(forms.flatMap(({ form }) => fieldsOf(form).map(({ name }) => name)));
  expect(judged.filter((name) => !asked.has(name))).toEqual([]);
  expect(judged).toHaveLength(new Set(judged).size);
});

test('the table of what is asked is the one in the documents', async () => {
  const sections = forms.map(({ form, english }) => {
    const rows = form.steps.flatMap((step) =>
      step.fields.map((field) => {
        const words = english.fields[field.name];
        const needed = field.required ? (step.when ? 'yes, where its page is shown' : 'yes') : '';
        const cells = [field.name, words?.message?.label ?? words?.label, needed, kindsOf(field)?.join(', ')];
        return `| ${cells.join(' | ')} |`;
      }),
    );
    const about = [
      `goes to: ${contactsOf(form).join(', or where it is about abuse: ')}`,
      form.attachments ? 'papers may be added, which may hold anything' : 'no papers',
      form.plain ? 'a place is booked, so it reaches the server open' : 'sealed before it is kept',
    ];
    return `## ${english.title} (\`${form.id}\`)

${about.join('; ')}. ${rows.length} questions.

| field | as the team reads it | needed | special |
| --- | --- | --- | --- |
${rows.join('\n')}`;
  });
  const text = `# What is asked

Every question of every form, made by \`vitest run tests/contracts/fields.test.ts -u\`; a test holds it to the forms, and a
question that nobody has judged fails another. *Special*: facts for which the law asks extra care, as the question itself
tells them (\`tests/contracts/field-kinds.ts\`, judged by the developers; your data protection officer may see it otherwise).
*Anything*: the person's own words. That somebody wrote to the team at all tells of alleged offences, so every message is
handled as if it held the most. Only what is marked is needed (and one way to be reached, of several), and an answer that was not given is not in the
message.

${sections.join('\n\n')}
`;
  await expect(text).toMatchFileSnapshot(path.join(root, 'docs/assurance/fields.md'));
});
