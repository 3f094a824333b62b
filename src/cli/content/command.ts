import path from 'node:path';
import { BoundaryError } from '#directory/boundaries/fault.ts';
import { proposeMap, writeMap, writeProposal } from './boundaries.ts';
import { checkContent } from './check.ts';
import { type Talk, writeNewService } from './new-service.ts';
import { listCounties } from './packs.ts';
import { listToReview, writeReview } from './review.ts';
import { writeSchemas } from './schemas.ts';

const help = `For whoever looks after the words and numbers on the site (docs/content.md).

  npm run content -- check
      Reads everything and says what is wrong: file, field, how to mend it.
  npm run content -- review [COUNTY]
      What to ring or read again, the oldest first. Without COUNTY: all of them and the national services.
  npm run content -- new service
      Asks for a new service and writes its file.
  npm run content -- boundaries FILE [--county kent] [--write]
      Draws the map of a county anew from a GeoJSON file of local authority districts, and shows it beside the one
      there is. With --write it goes into county.yaml.
  npm run content -- schemas
      Writes the JSON Schemas with which editors' tools check while one types.
`;

/**
 * Runs one command and answers its exit code: 0 all is well, 1 the content has problems, 2 there is no such command.
 * @param root the project's folder
 * @param today `YYYY-MM-DD`
 */
export async function runContent(args: readonly string[], root: string, talk: Talk, today: string): Promise<0 | 1 | 2> {
  const content = path.join(root, 'content');
  const show = (file: string) => path.relative(root, file).replaceAll('\\', '/');
  const [command, argument] = args;
  switch (command) {
    case 'check': {
      const problems = checkContent(content, today);
      for (const { file, says } of problems) talk.tell(`${show(file)}\n  - ${says}\n`);
      talk.tell(problems.length === 0 ? 'All content is well.' : `${problems.length} to mend.`);
      return problems.length === 0 ? 0 : 1;
    }
    case 'review': {
      const all = ['national', ...listCounties(content)];
      const packs = argument === undefined ? all : all.filter((pack) => pack === argument.toLowerCase());
      if (packs.length === 0) return refuse(talk, `There is no county ${argument}. There are: ${all.join(', ')}.`);
      talk.tell(writeReview(listToReview(content, packs, today), show));
      return 0;
    }
    case 'new':
      if (argument !== 'service') return refuse(talk, 'Only "new service" can be made.');
      talk.tell(`Written: ${show(await writeNewService(content, talk, today))}. Now: npm run content -- check`);
      return 0;
    case 'boundaries':
      return drawBoundaries(args.slice(1), content, talk, today);
    case 'schemas':
      talk.tell(writeSchemas(content).map(show).join('\n'));
      return 0;
    case 'help':
    case '--help':
      talk.tell(help);
      return 0;
    default:
      return refuse(talk, command === undefined ? '' : `There is no command ${command}.`);
  }
}

function drawBoundaries(args: readonly string[], content: string, talk: Talk, today: string): 0 | 1 | 2 {
  const at = args.indexOf('--county');
  const county = at < 0 ? 'kent' : (args[at + 1] ?? '');
  const rest = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const [file, more] = rest.filter((one) => one !== '--write');
  if (file === undefined || more !== undefined || file.startsWith('-')) return refuse(talk, 'Say which file.');
  if (!listCounties(content).includes(county)) return refuse(talk, `There is no county ${county}.`);
  try {
    const proposal = proposeMap(content, county, path.resolve(file), today);
    talk.tell(writeProposal(proposal));
    if (!rest.includes('--write'))
      talk.tell('Nothing is written yet. To take it, give the command again with --write.');
    else
      talk.tell(`Written: ${path.relative(path.dirname(content), writeMap(content, proposal)).replaceAll('\\', '/')}.`);
    return 0;
  } catch (error) {
    if (!(error instanceof BoundaryError)) throw error;
    talk.tell(error.message);
    return 1;
  }
}

function refuse(talk: Talk, why: string): 2 {
  talk.tell(`${why}\n\n${help}`.trim());
  return 2;
}
