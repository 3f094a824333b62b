import { describe, expect, test } from 'vitest';
import { createLog, type LogEvent, type LogFields } from './log.ts';

const at = new Date('2026-11-22T09:00:00Z');
function write(event: string, fields?: object): string {
  let text = '';
  createLog(
    (line) => {
      text += line;
    },
    () => at,
  )(event as LogEvent, fields as LogFields);
  return text;
}

describe('a log line', () => {
  test('is one line of JSON: when, what, and codes', () => {
    expect(write('accepted', { ref: 'ZSPG-WH8E', form: 'self-referral', status: 200 })).toBe(
      '{"time":"2026-11-22T09:00:00.000Z","event":"accepted","ref":"ZSPG-WH8E","form":"self-referral","status":200}\n',
    );
    const whole = { ref: 'a', code: 'b', form: 'c', channel: 'd', setting: 'e' };
    const counted = { status: 1, count: 2, attempt: 3, port: 4, ms: 5, days: 6 };
    expect(JSON.parse(write('failed', { ...whole, ...counted }))).toMatchObject({ ...whole, ...counted });
    expect(write('stopped')).toBe('{"time":"2026-11-22T09:00:00.000Z","event":"stopped"}\n');
  });

  test.each([
    ['a sentence', 'I am in danger'],
    ['an address', 'someone@example.org'],
    ['a web address', 'https://example.org/?q=1'],
    ['two lines', 'a\n{"event":"forged"}'],
    ['a colour', '\u001b[31mred'],
    ['another script', 'رابعہ'],
    ['something long', 'a'.repeat(65)],
    ['nothing', ''],
  ])('cannot hold %s', (_what, value) => {
    expect(JSON.parse(write('failed', { code: value }))).toMatchObject({ code: '?' });
    expect(write('failed', { code: value }).trimEnd()).not.toContain('\n');
  });

  test('cannot hold a field that is not in its table, nor a value that is no code or number', () => {
    const line = write('failed', {
      ip: '127.0.0.1',
      message: 'x',
      __proto__: { code: 'x' },
      ref: ['a'],
      count: Number.NaN,
    });
    expect(Object.keys(JSON.parse(line))).toEqual(['time', 'event', 'code']);
    expect(Object.keys(JSON.parse(write('failed', { ref: { a: 1 }, status: '200', ms: Infinity })))).toEqual([
      'time',
      'event',
      'status',
    ]);
  });
});
