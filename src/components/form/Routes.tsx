import { Phone } from '../site/Phone.tsx';
import type { PageData } from './data.ts';

/** What a referral does not replace, each with the county's own way where one is known. `at` keeps its ids apart. */
export function Routes({ data, at }: { data: PageData; at: string }) {
  const { ui } = data;
  return (
    <section class="notice" aria-labelledby={`routes-${at}`}>
      <h2 id={`routes-${at}`}>{ui.routesHeading}</h2>
      <ul class="lines">
        <li>
          {ui.routeDanger} <Phone number="999" />
        </li>
        {data.routes.map(({ id, to }) => (
          <li key={id}>
            {ui[`route_${id}`]}
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
