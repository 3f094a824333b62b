import { hydrate } from 'preact';
import type { Choice, FinderData, Found } from '#components/directory/data.ts';
import { FinderApp } from './find/FinderApp.tsx';

const root = document.getElementById('find');
const text = document.getElementById('data')?.textContent;
if (root && text) {
  const given = JSON.parse(text) as {
    data: FinderData;
    choice: Choice;
    found: Found;
    hrefs: Record<string, string>;
    ring999: string;
  };
  hydrate(<FinderApp {...given} root={root} />, root);
}
