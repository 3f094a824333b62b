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
  if (form) hydrate(<FormApp form={form} first={data} start={startOf(place)} root={root} />, root);
}

/**
 * Where the script takes over. A page that the browser brought back or loaded again comes without its answers, because
 * nothing was kept; it says so.
 */
function startOf(place: Place): Place {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const again = entry?.type === 'back_forward' || entry?.type === 'reload';
  const untouched = place.draft === '' && place.notice === null;
  return { ...place, id: place.id || createId(), notice: again && untouched ? 'emptied' : place.notice };
}
