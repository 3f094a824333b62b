import { hydrate } from 'preact';
import type { PageData, Place } from '#components/form/data.ts';
import { findForm } from '#forms/index.ts';
import { createId } from '#message/reference.ts';
import { FormApp } from './form/FormApp.tsx';

const root = document.getElementById('form');
const text = document.getElementById('data')?.textContent;
if (root && text) {
  const { data, place } = JSON.parse(text) as { data: PageData; place: Place };
  const form = findForm(data.form);
  const start = { ...place, id: place.id || createId() };
  if (form) hydrate(<FormApp form={form} first={data} start={start} emptied={wasEmptied(place)} root={root} />, root);
}

/** Whether the browser brought the page back or loaded it again: without its answers, because nothing was kept. */
function wasEmptied({ draft, notice }: Place): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const again = entry?.type === 'back_forward' || entry?.type === 'reload';
  return again && draft === '' && notice === null;
}
