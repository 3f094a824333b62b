import { constants } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { DeliveryFault } from '../faults.ts';
import type { Channel } from './channel.ts';

/**
 * Writes each mail into `folder` (made with mode 0700) as `<reference>.<number>.eml`, the left side of its Message-ID,
 * mode 0600. A file is there whole or not at all, and on the disk before `send` resolves; the same mail sent again
 * replaces its own file. Throws `DeliveryFault` `folder`, which stops the queue, when the folder cannot be written to.
 */
export function openFileChannel(folder: string): Channel {
  return {
    name: 'file',
    async send({ messageId, raw }) {
      const name = /^<([A-Za-z0-9-]+\.[0-9]+)@/.exec(messageId)?.[1];
      if (!name) throw new DeliveryFault('message-id', 'retry');
      return orFault(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // The dot keeps half a file out of a mail client's sight; the name is its own, so a crash leaves no litter behind.
        const half = path.join(folder, `.${name}.part`);
        await writeThrough(half, raw);
        await rename(half, path.join(folder, `${name}.eml`));
        await syncFolder(folder);
        return { receipt: null };
      });
    },
    check: () =>
      orFault(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await access(folder, constants.W_OK);
      }),
    close: async () => {},
  };
}

async function writeThrough(file: string, content: string | Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(content, 'latin1');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is on the disk only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function orFault<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch {
    throw new DeliveryFault('folder', 'breaker');
  }
}
