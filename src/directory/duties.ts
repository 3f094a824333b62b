import { type Assurance, assuranceFile } from './assurance.ts';
import { daysBetween, freshness } from './freshness.ts';
import { ringable } from './rung.ts';
import type { Service } from './service.ts';

/** Something to be done before a site opens: `old` was done and is due again, which never stops a start. */
export type Duty = {
  id: string;
  state: 'done' | 'missing' | 'old';
  /** What it is and, unless it is done, what to do, in a line. */
  says: string;
};

/** What the judgement looks at in a service. */
type Shown = Pick<Service, 'phones' | 'textNumber' | 'readOn' | 'confirmedOn' | 'help'>;

/** After so many days what was signed is to be looked at again. */
const oldAfter = 365;

/** A clock that is a little behind must not keep a site shut that was open yesterday; a plan for next week is no date. */
const graceDays = 2;

/** What each field asks for, and the template that helps. */
const asks: Record<keyof Assurance, [what: string, template: string]> = {
  controller: ["who decides how people's data are used, and where to write to it", 'privacy-notice.md'],
  dataProtectionOfficer: ['where the data protection officer can be reached', 'privacy-notice.md'],
  registration: ["the controller's number in the Information Commissioner's register", 'privacy-notice.md'],
  impactAssessment: ['the data protection impact assessment: day, who signed, where it is kept', 'dpia.md'],
  equalityAssessment: ['the equality impact assessment: day, who signed, where it is kept', 'equality.md'],
  policyDocument: ['the appropriate policy document: day, who signed, where it is kept, the law', 'policy-document.md'],
  mailboxDays: ["how many days the contact's mailbox keeps a message", 'retention.md'],
  rights: ['where people write to see, mend or erase what is kept, and the signed procedure', 'rights.md'],
  accessibilityAudit: ['the accessibility audit: by whom, day, result', 'accessibility-statement.md'],
  rota: ['who is called when something fails, by role, by day and by night', 'rota.md'],
};

/**
 * Everything that a county must have named, signed and rung before its site opens, in the order of its file.
 * @param services all that the site shows, public and for professionals
 * @param today `YYYY-MM-DD`
 */
export function listDuties(county: string, assurance: Assurance, services: Iterable<Shown>, today: string): Duty[] {
  const file = `content/${assuranceFile(county).replaceAll('\\', '/')}`;
  const fields = Object.keys(asks) as (keyof Assurance)[];
  return [
    ...fields.map((id): Duty => {
      const [what, template] = asks[id];
      const state = stateOf(assurance[id], today);
      if (state === 'done') return { id, state, says: what };
      const why = {
        missing: `is not named: ${what}. Write it into ${file}`,
        ahead: `has a day that is still to come: ${what}. Mend it in ${file}`,
        old: `is over a year old: ${what}. Look at it again, then renew the day in ${file}`,
      }[state];
      return { id, state: state === 'old' ? 'old' : 'missing', says: `${why}. Template: docs/assurance/${template}` };
    }),
    judgeNumbers(county, [...services], today),
  ];
}

/** The youngest state that every day inside a value allows. */
function stateOf(value: unknown, today: string): 'done' | 'missing' | 'ahead' | 'old' {
  if (value === null) return 'missing';
  const days = daysIn(value).map((day) => daysBetween(day, today));
  if (days.some((age) => age < -graceDays)) return 'ahead';
  return days.some((age) => age > oldAfter) ? 'old' : 'done';
}

/** Every `on` of a value, however deep. */
function daysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'on' ? [String(inner)] : daysIn(inner)));
}

function judgeNumbers(county: string, services: readonly Shown[], today: string): Duty {
  const shown = services.filter((service) => ringable(service).length > 0);
  const isRung = ({ confirmedOn }: { confirmedOn: string | null }) =>
    confirmedOn !== null && daysBetween(confirmedOn, today) >= -graceDays;
  const open = shown.filter((service) => !isRung(service));
  const stale = shown.filter((service) => isRung(service) && freshness(service, today) !== 'fresh');
  const command = `npm run content -- review ${county}`;
  const all = `every number shown was rung: ${shown.length} services of ${county} and of the whole country`;
  if (open.length > 0) {
    const says = `${open.length} of ${shown.length} services show a number that nobody has rung. The list: ${command}`;
    return { id: 'numbers', state: 'missing', says };
  }
  if (stale.length === 0) return { id: 'numbers', state: 'done', says: all };
  return { id: 'numbers', state: 'old', says: `${stale.length} services were last rung over 90 days ago: ${command}` };
}
