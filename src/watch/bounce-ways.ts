import path from 'node:path';
import { readBounceFolder } from './bounce-folder.ts';
import { MailboxFault, readBounceMailbox } from './bounce-imap.ts';
import type { Watch } from './watch.ts';

/**
 * The ways by which the settings let the site learn of what came back. One that fails is a line of the log with a code and
 * tried again by the next round.
 * @param ca the only authority to trust for the mailbox, in PEM; null: the system's
 */
export function openBounceWays(watch: Watch, ca: string | null): (() => Promise<void>)[] {
  const { bouncesDir, bouncesUrl } = watch.settings;
  const ways = [
    ...(bouncesDir === null ? [] : [() => readBounceFolder(watch, path.resolve(bouncesDir))]),
    ...(bouncesUrl === null ? [] : [() => readBounceMailbox(watch, bouncesUrl, ca)]),
  ];
  return ways.map((read) => async () => {
    try {
      await read();
    } catch (error) {
      // What the file system says names its call; anything else is the store’s, or a bug.
      const code = error instanceof MailboxFault ? error.code : isOfFiles(error) ? 'folder' : null;
      if (code === null) throw error;
      watch.log('retry', { code, channel: 'bounces' });
    }
  });
}

const isOfFiles = (error: unknown) => error instanceof Error && 'syscall' in error;
