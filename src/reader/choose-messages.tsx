import { useState } from 'preact/hooks';
import { FileButton } from './file-button.tsx';
import type { Session, State } from './session.ts';
import { count, words } from './words.ts';

/** Where messages are chosen, or one is pasted. */
export function ChooseMessages({ session, state }: { session: Session; state: State }) {
  const [text, setText] = useState('');
  const said = words.messages;
  const paste = (event: Event) => {
    event.preventDefault();
    const bytes = new TextEncoder().encode(text);
    setText('');
    void session.take([{ name: said.pasted, size: bytes.length, arrayBuffer: async () => bytes.slice().buffer }]);
  };
  return (
    <section class="card" aria-labelledby="messages-title">
      <h2 id="messages-title">{said.title}</h2>
      <p class="hint">{said.hint}</p>
      <FileButton
        id="message-files"
        label={said.choose}
        accept=".eml,.asc,.pgp,.gpg,.txt"
        many
        main={state.key.ready.length > 0 && state.results.length === 0}
        take={(files) => void session.take(files)}
      />
      {state.waiting > 0 && <p class="ready">{count(said.waiting, state.waiting)}</p>}
      <details>
        <summary>{said.paste}</summary>
        <form onSubmit={paste}>
          <label for="pasted">{said.pasteLabel}</label>
          <textarea
            id="pasted"
            rows={6}
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button class="button" type="submit">
            {said.open}
          </button>
        </form>
      </details>
    </section>
  );
}
