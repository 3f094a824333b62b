// The process that makes the load, so that it does not share the measured server's event loop.
import { connect } from 'node:net';
import { readAnswers } from './exchange.ts';

/** What to send, and for how long. */
export type Job = {
  port: number;
  /** Further instances of the same site, which share the connections with the first. */
  others?: number[];
  connections: number;
  seconds: number;
  request: Uint8Array;
  /** Where 32 hexadecimal digits in the request are counted up each time, so that no two posts are the same. */
  idAt: number | null;
};

/** What came back within the time. `statuses` are counts; times are ms, `cpu` what making the load took. */
export type Result = { perSecond: number; statuses: Record<string, number>; p50: number; p99: number; cpu: number };

/** Counted over all jobs of the process: an id must not come twice. */
let posts = 0;

function run({ port, others = [], connections, seconds, request, idAt }: Job): Promise<Result> {
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const start = performance.now();
  const used = process.cpuUsage();
  const until = start + seconds * 1000;
  const next = () => {
    if (idAt === null) return request;
    posts += 1;
    const copy = Buffer.from(request);
    copy.write(posts.toString(16).padStart(32, '0'), idAt, 'latin1');
    return copy;
  };
  const ports = [port, ...others];
  const loop = (_: unknown, index: number) =>
    new Promise<void>((resolve, reject) => {
      let sentAt = 0;
      const socket = connect(ports[index % ports.length] ?? port, '127.0.0.1', () => {
        sentAt = performance.now();
        socket.write(next());
      });
      socket.setNoDelay();
      socket.on('error', reject);
      socket.on('close', () => resolve());
      readAnswers(socket, false, ({ status }) => {
        const now = performance.now();
        if (now < until) {
          statuses[status] = (statuses[status] ?? 0) + 1;
          times.push(now - sentAt);
          sentAt = now;
          socket.write(next());
        } else socket.destroy();
      });
    });
  return Promise.all(Array.from({ length: connections }, loop)).then(() => {
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
    const { user, system } = process.cpuUsage(used);
    return { perSecond: times.length / seconds, statuses, p50: at(0.5), p99: at(0.99), cpu: (user + system) / 1000 };
  });
}

process.on('message', (job: Job) => {
  run(job).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
