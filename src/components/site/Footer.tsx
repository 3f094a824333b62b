import { type Chrome, pageHref } from './chrome.ts';

const pages = [
  ['now', 'now'],
  ['ask', 'ask'],
  ['find', 'find'],
  ['read', 'read'],
  ['private', 'private'],
  ['private-device', 'privateDevice'],
  ['next', 'next'],
  ['privacy', 'privacy'],
  ['access', 'access'],
  ['work', 'work'],
  ['ask/say', 'say'],
] as const;

/** The same links in the same order at the end of every page (WCAG 3.2.6). Not shown while the page is `covered`. */
export function Footer({ chrome, covered = false }: { chrome: Chrome; covered?: boolean | undefined }) {
  return (
    <footer class="footer" hidden={covered}>
      <nav aria-label={chrome.words.footer}>
        <ul>
          {pages
            .filter(([page]) => page !== 'ask/say' || chrome.feedback)
            .map(([page, key]) => (
              <li key={page}>
                <a href={pageHref(chrome.tag, page === 'ask' ? 'before' : page)}>{chrome.nav[key]}</a>
              </li>
            ))}
        </ul>
      </nav>
      {chrome.unreviewed && <p class="note">{chrome.words.unreviewed}</p>}
    </footer>
  );
}
