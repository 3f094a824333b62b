import { hydrate, render } from 'preact';
import { findFor } from '#components/directory/find.ts';
import { readLaidOut, readPressed } from './choice.ts';
import { FinderApp } from './FinderApp.tsx';
import { askServer, fetchFile } from './fetch.ts';
import { showResults } from './results.ts';
import { createSource } from './source.ts';
import type { FinderCode } from './use.ts';

const formOf = (root: HTMLElement) => root.querySelector('form') as HTMLFormElement;
// Without the fragment, which leads a page that a server answers with to what was found.
const actionOf = (root: HTMLElement) => formOf(root).getAttribute('action')?.split('#')[0] ?? '';

/** Fetches the list and goes on in the page as it stands; false where the list does not come. */
export const startWithList: FinderCode['startWithList'] = async (root) => {
  const file = await fetchFile(actionOf(root));
  if (!file || !root.isConnected) return false;
  const source = createSource(file);
  // As the server laid it out; what has been typed since then stays in its fields.
  const choice = readLaidOut(formOf(root));
  const first = { choice, found: findFor(choice, source) };
  // White space beside the parts would have each put in again, and what was in use would lose the focus.
  for (const node of [...root.childNodes]) if (!(node instanceof Element)) node.remove();
  hydrate(<FinderApp data={file.data} first={first} source={source} root={root} />, root);
  return true;
};

/** Lays the finder out anew with what the server finds for what was pressed. */
export const startWithServer: FinderCode['startWithServer'] = async (root, pressed) => {
  const choice = readPressed(formOf(root), pressed);
  const answer = await askServer(actionOf(root), choice);
  if (typeof answer === 'string') return answer;
  if (!root.isConnected) return 'started';
  root.replaceChildren();
  render(<FinderApp data={answer.data} first={{ choice, found: answer.found }} source={null} root={root} />, root);
  showResults();
  return 'started';
};
