import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { dns } from './dns.ts';
import { prove } from './prove.ts';
import { ready } from './ready.ts';
import { reconcile } from './reconcile.ts';
import { restore } from './restore.ts';
import { status } from './status.ts';

/** Every command of `npm run operate`, by its name: a new one is a file and a line here. */
export const commands: Record<string, Command> = { prove, ready, status, backup, restore, reconcile, dns };
