import type { Chrome } from './chrome.ts';

/**
 * The other languages as buttons of the form, so that what was typed comes along. The first button of a form is the one
 * that Enter presses, so a *Continue* that nobody sees stands before them.
 */
export function LanguageButtons({ chrome }: { chrome: Chrome }) {
  return (
    <nav class="languages" aria-label={chrome.words.languages}>
      <button
        class="hidden"
        type="submit"
        form="answers"
        name="action"
        value="continue"
        tabIndex={-1}
        aria-hidden="true"
      />
      <ul>
        {chrome.languages.map(({ tag, name, href }) => (
          <li key={tag}>
            {tag === chrome.tag ? (
              <span lang={tag} aria-current="true">
                {name}
              </span>
            ) : (
              <button type="submit" form="answers" name="action" value={`language:${tag}`} formAction={href} lang={tag}>
                {name}
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
