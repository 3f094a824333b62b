import type { Page } from './shapes.ts';

/** How many items stand on a page unless the caller says otherwise. */
export const usualSize = 50;
/** The most a caller can ask for at once. */
export const mostSize = 1000;

/**
 * One page of a list, from 1. A page beyond the last is empty; a list of nothing has no pages.
 * @param size items a page
 */
export function pageOf<T>(items: readonly T[], number: number, size: number): Page<T> {
  const pages = Math.ceil(items.length / size);
  const contents = items.slice((number - 1) * size, number * size);
  return {
    total_items: items.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: items.length === 0,
    contents,
  };
}
