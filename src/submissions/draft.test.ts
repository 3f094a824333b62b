import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { examples, longestAnswers } from '#forms/self-referral/examples.ts';
import { createDraftBox, draftHours } from './draft.ts';

const key = () => randomBytes(32).toString('base64');
const [mine, other] = [key(), key()];
let now = new Date('2026-11-22T12:00:00Z');
const clock = () => now;
const hour = 3_600_000;

const box = createDraftBox([mine], clock);
const draft = { id: '0'.repeat(32), answers: examples.full.answers };
const sealed = box.seal('self-referral', draft);
/** What a draft says of itself where nobody said otherwise. */
const unsaid = { first: null, marked: false, again: false, words: null, at: now.getTime() };

describe('a draft', () => {
  test.each(Object.entries({ ...examples, longest: { answers: longestAnswers() } }))(
    'opens with the answers it was made of: %s',
    (_name, { answers }) => {
      const one = { id: '1'.repeat(32), answers };
      expect(box.open('self-referral', box.seal('self-referral', one))).toEqual({
        ...one,
        ...unsaid,
      });
    },
  );

  test('carries when it was begun, and that more was asked, out of anybody’s reach', () => {
    const words = { privacy: '2026-01-01', permission: '2026-01-02' };
    const begun = { ...draft, first: { at: now.getTime() - 5_000, answered: 2 }, marked: true, again: true, words };
    expect(box.open('self-referral', box.seal('self-referral', begun))).toEqual({ ...begun, at: now.getTime() });
  });

  test('says nothing, not even the same thing twice', () => {
    expect(box.seal('self-referral', draft)).not.toBe(sealed);
    const bytes = Buffer.from(sealed, 'base64url').toString('latin1');
    for (const word of ['rabia@example.org', '07700', 'callUse', draft.id]) {
      expect(bytes.includes(word) || sealed.includes(word)).toBe(false);
    }
  });

  test('stands in a page as it is', () => {
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
  });
});

describe('a draft does not open', () => {
  test('with another key', () => {
    expect(createDraftBox([other], clock).open('self-referral', sealed)).toBe('unreadable');
  });

  test('in another form', () => {
    expect(box.open('professional', sealed)).toBe('unreadable');
  });

  test('when a bit of it was changed, anywhere', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(box.open('self-referral', changed.toString('base64url'))).toBe('unreadable');
    }
  });

  test('when it was cut, lengthened or never was one', () => {
    const forged = ['', 'x', sealed.slice(0, -4), `${sealed}AAAA`, 'A'.repeat(200), 'اردو', '../../etc/passwd'];
    for (const text of forged) expect(box.open('self-referral', text)).toBe('unreadable');
  });
});

describe('time', () => {
  const openAfter = (hours: number) => {
    now = new Date(Date.parse('2026-11-22T12:00:00Z') + hours * hour);
    const opened = box.open('self-referral', sealed);
    now = new Date('2026-11-22T12:00:00Z');
    return typeof opened === 'string' ? opened : 'open';
  };

  test('a draft opens for a day', () => {
    expect([0, 1, draftHours].map(openAfter)).toEqual(['open', 'open', 'open']);
    expect(openAfter(draftHours + 0.001)).toBe('expired');
  });

  test('a clock that was set back meanwhile costs nobody their words', () => {
    expect(openAfter(-2)).toBe('open');
    expect(openAfter(-draftHours - 1)).toBe('expired');
  });
});

describe('keys', () => {
  test('may be changed while people write: the newest seals, every one opens', () => {
    const changed = createDraftBox([other, mine], clock);
    expect(changed.open('self-referral', sealed)).toEqual({ ...draft, ...unsaid });
    const later = changed.seal('self-referral', draft);
    expect(createDraftBox([other], clock).open('self-referral', later)).toEqual({ ...draft, ...unsaid });
    expect(box.open('self-referral', later)).toBe('unreadable');
  });

  test('of another length are refused at the start, and so is no key', () => {
    for (const keys of [[], [''], [mine, 'c2hvcnQ='], [randomBytes(33).toString('base64')]]) {
      expect(() => createDraftBox(keys, clock)).toThrow(/DRAFT_KEYS.*32 bytes/);
    }
  });
});
