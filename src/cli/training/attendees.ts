import { writeCsv } from '#spoc/csv.ts';
import { type Listed, listAttendees } from '#training/organiser.ts';
import type { Office } from './desk.ts';
import { labelsOf } from './labels.ts';

const columns = [
  'number',
  'name',
  'e-mail',
  'organisation',
  'kind of agency',
  'role',
  'works in',
  'manager',
  'status',
  'attendance',
  'reference',
];

/**
 * Who booked a session, as a table for people or as CSV whose cells no spreadsheet runs. What somebody needs is not here:
 * it is in the organiser's mailbox, under the same reference.
 */
export async function printAttendees(office: Office, session: string, csv: boolean): Promise<string> {
  const people = await listAttendees(office.engine, office.find(session));
  const labels = labelsOf(office);
  const cells = ({ number, attendee, status, attendance, reference }: Listed) => [
    String(number),
    attendee?.name ?? '(removed)',
    attendee?.email ?? '',
    attendee?.organisation ?? '',
    attendee ? labels.kind(attendee.kind) : '',
    attendee ? labels.role(attendee.role) : '',
    attendee ? labels.district(attendee.district) : '',
    attendee?.manager ?? '',
    status,
    attendance ?? '',
    reference,
  ];
  const rows = people.map(cells);
  if (csv) return writeCsv([columns, ...rows]);
  if (rows.length === 0) return 'Nobody has booked.\n';
  const lines = rows.map(([number = '', name, email, organisation, , , , , status, attendance, reference]) =>
    [
      number.padStart(3),
      [status, attendance].filter(Boolean).join(', ').padEnd(18),
      reference,
      name,
      organisation,
      email,
    ]
      .map((cell) => showable(cell ?? ''))
      .join('  '),
  );
  return `${lines.join('\n')}\n`;
}

/** Without signs that would drive the terminal: names were typed by strangers. */
const showable = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
