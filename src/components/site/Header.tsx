import { type Chrome, pageHref } from './chrome.ts';
import { Exit } from './Exit.tsx';
import { LanguageButtons } from './LanguageButtons.tsx';
import { LanguageLinks } from './LanguageLinks.tsx';
import { Phone } from './Phone.tsx';
import { Sentence } from './Sentence.tsx';

/** How the other languages are offered: as links, on a form as its buttons, and not where a change would lose the page. */
export type Languages = 'links' | 'buttons' | 'none';

type Props = { chrome: Chrome; languages: Languages; covered?: boolean | undefined };

/**
 * The top of every page: the exit first, a way past it, the name, and in a demonstration what it is. While the page is
 * `covered` the two exits alone.
 */
export function Header({ chrome, languages, covered = false }: Props) {
  const { words, demo, tag } = chrome;
  return (
    <header class="header">
      <Exit chrome={chrome} />
      <a class="skip" href="#main" data-focus="main" hidden={covered}>
        {words.skip}
      </a>
      <a
        class="skip"
        href={chrome.exit.url}
        rel="nofollow noreferrer"
        draggable={false}
        data-exit
        data-second={chrome.exit.second}
      >
        {words.exit}
      </a>
      <div class="masthead" hidden={covered}>
        <a class="name" href={pageHref(tag, 'home')}>
          {words.name} <span class="county">{chrome.county}</span>
        </a>
        {languages === 'links' && <LanguageLinks chrome={chrome} />}
        {languages === 'buttons' && <LanguageButtons chrome={chrome} />}
      </div>
      {demo && (
        <p class="demo" hidden={covered}>
          <strong>{words.demo}</strong>{' '}
          <Sentence text={words.demoHelp} values={{ name: demo.name, number: <Phone number={demo.number} /> }} />
        </p>
      )}
    </header>
  );
}
