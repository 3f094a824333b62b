import type { FormWords, StepWords } from '#forms/words.ts';

/** Of a form's English words only what a message needs: labels and codes, no hints and no errors. */
export function messageWords(english: FormWords): FormWords {
  const fields = Object.entries(english.fields).map(([name, { label, options, message }]) => {
    const own = { label: message?.label ?? label, options: message?.options ?? options };
    return [name, own.options ? own : { label: own.label }] as const;
  });
  const steps = Object.entries(english.steps).map(([id, { title }]): [string, StepWords] => [id, { title, intro: [] }]);
  const own = english.from === undefined ? {} : { from: english.from };
  return { title: english.title, ...own, steps: Object.fromEntries(steps), fields: Object.fromEntries(fields) };
}
