import { readCpu } from './processes.ts';

/** How often a process is looked at, in ms. Its time is told to 10 ms. */
const look = 5;

/**
 * Holds a process to a share of one core, by the CPU time that all its threads have used: it is stopped whenever it is
 * ahead of its share and goes on when it is behind (as cpulimit does it), so that several can be compared with one on a
 * machine that has too few cores for them and for what they use. Returns what ends it. Does nothing where the system does
 * not tell the time.
 */
export function holdToShare(pid: number, share: number): () => void {
  const before = readCpu(pid);
  if (before === null) return () => {};
  const began = performance.now();
  let stopped = false;
  const hold = (stop: boolean) => {
    if (stop === stopped) return;
    stopped = stop;
    process.kill(pid, stop ? 'SIGSTOP' : 'SIGCONT');
  };
  const timer = setInterval(() => {
    const used = (readCpu(pid) ?? before) - before;
    hold(used > share * (performance.now() - began));
  }, look);
  return () => {
    clearInterval(timer);
    hold(false);
  };
}
