import { Phone } from '../site/Phone.tsx';
import type { PageData } from './data.ts';

/** What a referral does not replace, each with the county's own way where one is known. `at` keeps its ids apart. */
export function Routes({ data: { routes }, at }: { data: PageData; at: string }) {
  if (!routes) return null;
  return (
    <section class="notice" aria-labelledby={`routes-${at}`}>
      <h2 id={`routes-${at}`}>{routes.heading}</h2>
      <ul class="lines">
        <li>
          {routes.danger} <Phone number="999" />
        </li>
        {routes.duties.map(({ text, to }) => (
          <li key={text}>
            {text}
            {to && (
              <>
                {' '}
                <bdi lang={to.lang}>{to.name}</bdi> {to.number && <Phone number={to.number} />}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
