import { armor, decrypt, decryptKey, enums, readMessage, readPrivateKey } from 'openpgp';
import { render } from 'preact';
import type { Form } from '#forms/define.ts';
import { Reader } from './reader.tsx';
import { createSession } from './session.ts';

/** Draws the page where it stands, once. The build hands over every form that has a folder. */
export function startReader(forms: readonly Form[]): void {
  const root = document.getElementById('reader');
  if (!root) return;
  root.textContent = '';
  const library = { armor, decrypt, decryptKey, enums, readMessage, readPrivateKey };
  let tell = () => {};
  const definitions = new Map(forms.map((form) => [form.id, { form }]));
  const session = createSession(library, definitions, () => tell());
  const listen = (changed: () => void) => {
    tell = changed;
  };
  render(<Reader session={session} listen={listen} received={root.dataset.received ?? null} />, root);
}
