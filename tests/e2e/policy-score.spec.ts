import { expect, test } from '@playwright/test';
import { score } from './policy-score.ts';

const page = '<script src="/a.js"></script>';
const best: Record<string, string> = {
  'content-security-policy': "default-src 'none'; script-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
const scoreOf = (changed: Record<string, string | null> = {}, body = page) => {
  const headers = Object.entries({ ...best, ...changed }).filter((one): one is [string, string] => one[1] !== null);
  return score({ headers: new Map(headers), body }).score;
};

test('nothing at all scores as the observatory scores it', () => {
  expect(score({ headers: new Map(), body: '' }).score).toBe(100 - 25 - 20 - 5 - 20);
});

test('all that an application can have without being in the browsers’ lists is 130', () => {
  expect(scoreOf()).toBe(130);
});

test('each weakness costs what it costs there, and below 90 nothing is made up for', () => {
  const policy = (from: string, to: string) => ({
    'content-security-policy': String(best['content-security-policy']).replace(from, to),
  });
  expect(scoreOf(policy("script-src 'self'", "script-src 'self' 'unsafe-inline'"))).toBe(80);
  expect(scoreOf(policy("script-src 'self'", 'script-src https:'))).toBe(80);
  expect(scoreOf(policy("script-src 'self'", "script-src 'self' 'unsafe-eval'"))).toBe(90 + 20);
  expect(scoreOf(policy("script-src 'self'", "script-src 'sha256-x' 'unsafe-inline'"))).toBe(130);
  expect(scoreOf(policy("script-src 'self'", "style-src 'unsafe-inline'"))).toBe(120);
  expect(scoreOf(policy("default-src 'none'", "default-src 'self'"))).toBe(125);
  expect(scoreOf(policy("; frame-ancestors 'none'", ''))).toBe(80);
  expect(scoreOf({ 'content-security-policy': null })).toBe(55);
  expect(scoreOf({ 'strict-transport-security': null })).toBe(80);
  expect(scoreOf({ 'strict-transport-security': 'max-age=300' })).toBe(90 + 30);
  expect(scoreOf({ 'referrer-policy': 'unsafe-url' })).toBe(95 + 25);
  expect(scoreOf({ 'set-cookie': 'a=b' })).toBe(60);
  expect(scoreOf({}, '<script src="https://cdn.example/a.js"></script>')).toBe(95 + 30);
  expect(scoreOf({}, '<script src="//cdn.example/a.js"></script>')).toBe(50);
});
