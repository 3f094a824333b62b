import { alarm } from './alarm.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { dns } from './dns.ts';
import { prove } from './prove.ts';
import { ready } from './ready.ts';
import { reconcile } from './reconcile.ts';
import { release } from './release.ts';
import { resend } from './resend.ts';
import { restore } from './restore.ts';
import { status } from './status.ts';
import { unread } from './unread.ts';

/** Every command of `npm run operate`, by its name: a new one is a file and a line here. */
export const commands: Record<string, Command> = {
  prove,
  ready,
  status,
  release,
  resend,
  unread,
  backup,
  restore,
  reconcile,
  alarm,
  dns,
};
