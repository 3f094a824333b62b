import { hydrate } from 'preact';
import type { PageData, Place } from '#components/form/data.ts';
import type { Form } from '#forms/define.ts';
import { createId } from '#message/reference.ts';
import { FormApp } from './form/FormApp.tsx';

const definitions = import.meta.glob<Form>('../forms/*/form.ts', { import: 'form' });

const root = document.getElementById('form');
const text = document.getElementById('data')?.textContent;
if (root && text) {
  const { data, place } = JSON.parse(text) as { data: PageData; place: Place };
  // Each form is a file of its own, so that no page waits for the others.
  const form = await definitions[`../forms/${data.form}/form.ts`]?.();
  const start = { ...place, id: place.id || createId() };
  if (form) hydrate(<FormApp form={form} first={data} start={start} emptied={wasEmptied(place)} root={root} />, root);
}

/** Whether the browser brought the page back or loaded it again: without its answers, because nothing was kept. */
function wasEmptied({ draft, notice }: Place): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const again = entry?.type === 'back_forward' || entry?.type === 'reload';
  return again && draft === '' && notice === null;
}
