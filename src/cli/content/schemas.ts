import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { assuranceSchema } from '#directory/assurance.ts';
import { countyOverlaySchema, countySchema } from '#directory/county.ts';
import { synonymSchema } from '#directory/directory.ts';
import { handoverOverlaySchema, handoverSchema } from '#directory/handover.ts';
import { serviceOverlaySchema, serviceSchema } from '#directory/service.ts';
import { courseSchema } from '#training/course.ts';

/** Where the schemas lie below `content`; files name theirs in a first line that editors' tools read. */
const schemaFolder = '.schemas';

const schemas = {
  service: { schema: serviceSchema, title: 'A service' },
  county: { schema: countySchema, title: 'A county' },
  assurance: { schema: assuranceSchema, title: 'What a county has named and signed' },
  course: { schema: courseSchema, title: 'A course and its sessions' },
  handover: { schema: handoverSchema, title: 'What is said where nothing is listed' },
  synonyms: { schema: synonymSchema, title: "People's own words and what they mean" },
  'service-words': { schema: serviceOverlaySchema, title: "A service's words in another language" },
  'county-words': { schema: countyOverlaySchema, title: "A county's words in another language" },
  'handover-words': {
    schema: handoverOverlaySchema,
    title: 'What is said where nothing is listed, in another language',
  },
};

/** The JSON Schemas of the content, by name of file, as editors' tools check while one types. */
function makeSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { schema, title }]) => {
      // As it is typed and not as it is read: what has a usual value may be left out.
      const made = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      return [`${name}.json`, `${JSON.stringify({ title, ...made }, null, 2)}\n`];
    }),
  );
}

/** Writes the schemas below `content` and gives their paths. */
export function writeSchemas(content: string): string[] {
  const folder = path.join(content, schemaFolder);
  mkdirSync(folder, { recursive: true });
  return Object.entries(makeSchemas()).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

/** The first line of a service's file, from which VS Code's YAML extension knows its schema. */
export function schemaLine(content: string, file: string, name: keyof typeof schemas): string {
  const schema = path.join(content, schemaFolder, `${name}.json`);
  return `# yaml-language-server: $schema=${path.relative(path.dirname(file), schema).replaceAll('\\', '/')}\n`;
}
