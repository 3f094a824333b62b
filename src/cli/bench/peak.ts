// Loaded with `--import` before a program whose memory is measured: at its end it writes the most it held, in KiB, into the
// file that its own address names. The system does not tell that of a child once it has ended.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = new URL(import.meta.url).searchParams.get('folder');
process.once('exit', () => {
  if (folder) writeFileSync(path.join(folder, `${process.pid}.txt`), String(process.resourceUsage().maxRSS));
});
