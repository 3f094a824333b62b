import { describe, expect, test } from 'vitest';
import { findTelling } from '#i18n/telling.ts';
import { guidancePath, isReading, linkReadings } from './reading.ts';

describe('the address of a page to read', () => {
  test('says nothing of what the page is about, and stays the same', () => {
    const path = guidancePath('read-followed');
    expect(path).toMatch(/^read\/[b-z]{6}$/);
    expect(path).toBe(guidancePath('read-followed'));
    expect(path).not.toBe(guidancePath('read-men'));
    expect(findTelling(path)).toBeNull();
  });

  test('is its name for every other page', () => {
    expect(['private', 'work-ask', 'read'].map(guidancePath)).toEqual(['private', 'work-ask', 'read']);
    expect(['private', 'read'].filter(isReading)).toEqual([]);
  });

  test('takes the place of the name in links, and leaves others alone', () => {
    const html = '<a href="page:read-men">a</a> <a href="page:now">b</a>';
    expect(linkReadings(html)).toBe(`<a href="page:${guidancePath('read-men')}">a</a> <a href="page:now">b</a>`);
  });
});
