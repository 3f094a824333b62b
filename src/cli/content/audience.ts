import type { ServiceRecord } from '#directory/service.ts';

/**
 * What is wrong with whose pages a service stands on; null: nothing. Help for people who use abuse has a page of its own,
 * since who looks there is not whom the other pages are for.
 */
export function findMisplaced({ help, audience }: Pick<ServiceRecord, 'help' | 'audience'>): string | null {
  return help.includes('behaviour-change') && audience === 'public'
    ? 'help for people who use abuse stands on a page of its own; write own-behaviour'
    : null;
}
