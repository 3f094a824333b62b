import { expect, test } from 'vitest';
import { explainIssue } from './explain.ts';
import { serviceSchema } from './service.ts';
import { makeRecord } from './testing/record.ts';

function explain(changes: Record<string, unknown>): string[] {
  const raw = { ...makeRecord(), ...changes };
  const result = serviceSchema.safeParse(raw);
  const fields = Object.keys(serviceSchema.shape);
  return result.success ? [] : result.error.issues.map((issue) => explainIssue(issue, raw, fields));
}

test.each([
  [{ name: undefined }, 'name: is missing; add it (a text)'],
  [{ name: 5 }, 'name: must be a text; it is 5'],
  [{ help: ['refuje'] }, /^help\.0: there is no "refuje" \(do you mean refuge\?\); one of: refuge, /],
  [{ help: 'refuge' }, 'help: must be a list, each line after "- "; it is "refuge"'],
  [{ help: [] }, 'help: must hold at least one line; add one, each after "- "'],
  [{ sumary: 'x' }, '(whole file): there is no field sumary (do you mean summary?); mend its name or take it out'],
  [{ zzzzzzz: 'x' }, '(whole file): there is no field zzzzzzz; mend its name or take it out'],
  [{ readOn: '21.11.2026' }, 'readOn: must be a day such as 2026-11-21; it is "21.11.2026"'],
  [{ website: 'charity.example' }, 'website: must be a web address that begins with https://; it is "charity.example"'],
  [{ email: 'ask' }, 'email: must be an email address; it is "ask"'],
  [{ phones: [{ label: 'x' }] }, 'phones.0.number: is missing; add it (a text)'],
  [{ readOn: null }, 'readOn: must be a text; it is null (nothing)'],
])('%j: says what is wrong and how to mend it', (changes, said) => {
  expect(explain(changes)[0]).toMatch(
    typeof said === 'string' ? new RegExp(`^${said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : said,
  );
});
