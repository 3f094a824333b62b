import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import ui from '#i18n/en.json' with { type: 'json' };
import { readProjectFile } from '../../../tests/support/project-files.ts';
import { NextSteps } from './NextSteps.tsx';

test('a page to read ends with help now, being contacted, a service and the other pages, each named', () => {
  const html = render(<NextSteps tag="en" words={ui} />);
  expect(html).toContain(`<h2>${ui.read.next}</h2>`);
  const links = [...html.matchAll(/<a href="([^"]+)">([^<]*)<\/a>/g)].map(([, to, name]) => [to, name]);
  expect(links).toEqual([
    ['/en/now/', ui.nav.now],
    ['/en/before/', ui.nav.ask],
    ['/en/find/', ui.nav.find],
    ['/en/read/', ui.nav.read],
  ]);
  expect(links.filter(([, name]) => !name?.trim())).toEqual([]);
});

test('the layout of guidance puts them on every page to read', () => {
  expect(readProjectFile('src/layouts/Guidance.astro')).toContain('{reading && <NextSteps ');
});
