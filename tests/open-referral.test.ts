import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readCounty } from '#directory/county.ts';
import { readPublicServices } from '#directory/public-service.ts';
import { createOpenReferral, openHeaders } from '#server/oruk.ts';
import { root } from './support/project-files.ts';

/** The standard's schemas and a checker for them, where they lie beside the project; third-party files stay out of it. */
const checker = path.join(root, '..', 'shared', 'data', 'oruk', 'check.mjs');
const content = path.join(root, 'content');
const day = '2026-11-22';
const counties = readdirSync(path.join(content, 'counties'));

/** The checker looks its packages up in the folder it runs in. */
function canCheck(): boolean {
  try {
    createRequire(path.join(root, 'package.json')).resolve('ajv-formats');
    return existsSync(checker);
  } catch {
    return false;
  }
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serveFeed(id: string): Promise<string> {
  const services = readPublicServices(content, id, day);
  const feed = createOpenReferral(() => ({ day, services }), readCounty(content, id));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { status, value } = feed(pathname, searchParams) ?? { status: 404, value: {} };
    for (const [name, text] of openHeaders) response.setHeader(name, text);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/oruk`;
}

function runChecker(url: string): Promise<{ code: number | null; failed: string[] }> {
  const child = spawn(process.execPath, [checker, 'feed', url, '--strict'], { cwd: root });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, failed: said.split('\n').filter((line) => !/^(ok|note|all)/.test(line)) }),
    );
  });
}

describe('the open feed', () => {
  test.runIf(canCheck()).each(counties)('of %s keeps to HSDS-UK 3.0 and to HSDS 3.0 core', async (id) => {
    const { code, failed } = await runChecker(await serveFeed(id));
    expect(failed.filter(Boolean)).toEqual([]);
    expect(code).toBe(0);
  });
});
