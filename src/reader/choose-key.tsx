import { useState } from 'preact/hooks';
import { FileButton } from './file-button.tsx';
import type { Session, State } from './session.ts';
import { fill, words } from './words.ts';

/** Where the private key is chosen and, if it is locked, its passphrase typed. */
export function ChooseKey({ session, state }: { session: Session; state: State }) {
  const [passphrase, setPassphrase] = useState('');
  const { name, is, ready } = state.key;
  const said = words.key;
  const fault = is === 'unusable' ? said.unusable : is === 'public' ? said.public : null;
  const unlock = (event: Event) => {
    event.preventDefault();
    void session.unlock(passphrase);
    setPassphrase('');
  };
  return (
    <section class="card" aria-labelledby="key-title">
      <h2 id="key-title">{said.title}</h2>
      {ready.length > 0 ? (
        <p class="ready">{fill(said.ready, { name: ready.join(', ') })}</p>
      ) : (
        <p class="hint">{said.hint}</p>
      )}
      {fault && (
        <p class="error" role="alert">
          {fill(fault, { name })}
        </p>
      )}
      {(is === 'locked' || is === 'wrong') && (
        <form class="passphrase" onSubmit={unlock}>
          <p>{fill(said.locked, { name })}</p>
          {is === 'wrong' && (
            <p class="error" id="wrong" role="alert">
              {said.wrong}
            </p>
          )}
          <label for="passphrase">{said.passphrase}</label>
          <input
            id="passphrase"
            type="password"
            autocomplete="off"
            aria-invalid={is === 'wrong'}
            aria-describedby={is === 'wrong' ? 'wrong' : undefined}
            value={passphrase}
            onInput={({ currentTarget }) => setPassphrase(currentTarget.value)}
            ref={(field) => {
              // The next thing there is to do; a person who looks elsewhere is told by the field's label.
              if (field && field.value === '' && document.activeElement === document.body) field.focus();
            }}
          />
          <button class="button main" type="submit">
            {said.unlock}
          </button>
        </form>
      )}
      <FileButton
        id="key-file"
        label={is === 'none' ? said.choose : said.another}
        accept=".asc,.key,.gpg,.pgp,.txt"
        main={is === 'none'}
        take={([file]) => file && void session.takeKey(file)}
      />
    </section>
  );
}
