import { describe, expect, test } from 'vitest';
import { fieldsOf } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import { reportFields } from './report-fields.ts';

const forms = await discoverForms();

test('every form has a line, and every line a form', () => {
  expect(Object.keys(reportFields).sort()).toEqual([...forms.keys()].sort());
});

describe.each([...forms.values()].map(({ form }) => [form.id, form] as const))('%s', (id, form) => {
  const { contact: _, equality = [], ...named } = reportFields[id] ?? { contact: false };
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]));

  test('counts only answers of fixed codes', () => {
    for (const name of [...Object.values(named), ...equality]) {
      expect([name, (fields.get(name)?.options.length ?? 0) > 0]).toEqual([name, true]);
      expect([null, 'areas']).toContain(fields.get(name)?.list);
    }
  });

  test('keeps every answer on equality apart', () => {
    expect([...fields.keys()].filter((name) => name.startsWith('equality'))).toEqual([...equality]);
  });
});
