import { describe, expect, test } from 'vitest';
import { ConfigError } from '#config';
import { parsePostgresUrl } from './address.ts';

const problemOf = (url: string) => {
  try {
    parsePostgresUrl(url, null);
    return 'none';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.settings).toEqual(['DATABASE_URL']);
    return error.message;
  }
};

describe('the URL of a PostgreSQL', () => {
  test('is taken apart, with what was escaped in it', () => {
    expect(parsePostgresUrl('postgresql://site:p%40ss%2Fword@db.example.org/no_wrong_door', 'PEM')).toEqual({
      host: 'db.example.org',
      port: 5432,
      user: 'site',
      password: 'p@ss/word',
      database: 'no_wrong_door',
      tls: { ca: 'PEM' },
    });
    expect(parsePostgresUrl('postgres://site@[::1]:6000/site', null)).toMatchObject({ host: '::1', port: 6000 });
    expect(parsePostgresUrl('postgres://site@%2Frun%2Fpostgresql/site', null)).toMatchObject({
      host: '/run/postgresql',
      tls: null,
    });
  });

  test('wants TLS unless the server is on this machine', () => {
    const tlsOf = (rest: string) => parsePostgresUrl(`postgres://site:word@${rest}`, null).tls;
    for (const host of ['10.0.0.5', 'db', 'localhost.example.org', '127.0.0.1.example.org']) {
      expect(tlsOf(`${host}/site`)).toEqual({ ca: null });
    }
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(tlsOf(`${host}/site`)).toBeNull();
      expect(tlsOf(`${host}/site?sslmode=disable`)).toBeNull();
      expect(tlsOf(`${host}/site?sslmode=verify-full`)).toEqual({ ca: null });
    }
  });

  test.each(['disable', 'no-verify', 'require', 'prefer', 'allow'])('cannot weaken TLS with sslmode=%s', (mode) => {
    expect(problemOf(`postgres://site:word@db.example.org/site?sslmode=${mode}`)).toMatch(/leave sslmode out/);
  });

  test.each([
    'postgres://db.example.org/site',
    'postgres://site:secret-word@db.example.org',
    'postgres://site:secret-word@db.example.org/',
    'postgres://site:secret-word@db.example.org/a/b',
    'postgres://site:secret-word%@db.example.org/site',
    'postgres://site:secret-word@db.example.org/site?options=-c%20fsync%3Doff',
    'postgres:///site',
  ])('is refused where it lacks or adds something, without being repeated: %s', (url) => {
    expect(problemOf(url)).toMatch(/DATABASE_URL: .{20}/);
    expect(problemOf(url)).not.toContain('secret-word');
  });
});
