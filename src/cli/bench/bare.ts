// The server to compare with: `node:http` answering the same bytes with as little work as it can.
import { createServer } from 'node:http';

/** What it answers with at each address: the headers and the body that the site answered with there. */
export type BareAnswers = Record<string, { headers: string[]; body: Uint8Array }>;

process.once('message', (answers: BareAnswers) => {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer) response.writeHead(200, answer.headers).end(answer.body);
    else response.writeHead(404, { 'content-length': 0 }).end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : 0);
  });
});
