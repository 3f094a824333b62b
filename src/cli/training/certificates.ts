import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatDay } from '#i18n/formats.ts';
import type { Held } from '#training/engine.ts';
import { listAttendees } from '#training/organiser.ts';
import type { Office } from './desk.ts';

/**
 * Writes a certificate for everybody who is marked as there, each an HTML page to read, print or send on, into a folder of
 * the owner's alone. Returns the files.
 */
export async function writeCertificates(office: Office, session: string, folder: string): Promise<string[]> {
  const held = office.find(session);
  const people = await listAttendees(office.engine, held);
  const there = people.filter(({ attendance, status }) => attendance === 'attended' && status === 'booked');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return there.flatMap(({ attendee, reference }) => {
    if (!attendee) return [];
    const file = path.join(folder, `certificate-${reference}.html`);
    writeFileSync(file, writeCertificate(attendee.name, held, office.county.name, reference), { mode: 0o600 });
    return [file];
  });
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);

/** One page: a heading, sentences in the order they are read, and the facts as a list. It needs no picture and no colour. */
function writeCertificate(name: string, { course, session }: Held, county: string, reference: string): string {
  const facts: [string, string][] = [
    ['Course', course.title],
    ...(course.level ? [['Level', course.level] as [string, string]] : []),
    ['Day', formatDay(session.start.slice(0, 10), 'en')],
    ['Length', formatLength(course.lengthMinutes)],
    ['Trainer', course.trainer],
    ['County', county],
    ['Reference', reference],
  ];
  const list = facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  const title = 'Certificate of attendance';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}, ${escapeHtml(name)}</title>
<style>
body { font: 1.25rem/1.5 Arial, Helvetica, sans-serif; color: #000; background: #fff; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 2.25rem; line-height: 1.2 }
.name { font-size: 1.75rem; font-weight: bold }
dt { font-weight: bold; margin-top: 0.75rem }
dd { margin: 0 }
@page { size: A4; margin: 2cm }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>This is to say that</p>
<p class="name">${escapeHtml(name)}</p>
<p>was there for all of this course.</p>
<dl>
${list}
</dl>
${course.example ? '<p>This is an example. The session was not held.</p>\n' : ''}</main>
</body>
</html>
`;
}

function formatLength(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const part = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]);
  return [...part(hours, 'hour'), ...part(rest, 'minute')].join(' ');
}
