import type { Chrome } from './chrome.ts';

/** The other languages as links, each in its own name. */
export function LanguageLinks({ chrome }: { chrome: Chrome }) {
  return (
    <nav class="languages" aria-label={chrome.words.languages}>
      <ul>
        {chrome.languages.map(({ tag, name, href }) => (
          <li key={tag}>
            {tag === chrome.tag ? (
              <span lang={tag} aria-current="true">
                {name}
              </span>
            ) : (
              <a href={href} lang={tag} hreflang={tag}>
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
