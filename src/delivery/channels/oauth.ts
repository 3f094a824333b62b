import { request } from 'node:https';
import { rootCertificates } from 'node:tls';
import * as z from 'zod/mini';
import { DeliveryFault } from '../faults.ts';

/**
 * Where tokens come from: the client credentials grant (RFC 6749 section 4.4), which Microsoft 365 wants of a program that
 * sends by itself (permission `SMTP.SendAsApp`).
 */
export type OAuthSettings = { tokenUrl: string; clientId: string; clientSecret: string; scope: string };

/** The tokens of one sender. */
export type TokenSource = {
  /**
   * A token that is good for a while yet; `renew`: another than before, because that one was refused. Throws
   * `DeliveryFault` `token`, which stops the queue: it would fail for every message.
   */
  get(renew?: boolean): Promise<string>;
};

/** Renewed this long before they end, in ms, or at half of a life that is shorter. */
const margin = 5 * 60_000;
/** An answer is a token and a number. */
const maxBytes = 64 * 1024;
const patience = 15_000;

const answerSchema = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]{1,16000}$/)),
  expires_in: z.coerce.number().check(z.minimum(1)),
});

/**
 * A source that asks once for all that want a token at the same time. Nothing of the answer is logged or thrown. `ca`: PEM of
 * an authority to trust besides the system's.
 */
export function createTokenSource(settings: OAuthSettings, ca: string | null, clock: () => Date): TokenSource {
  let kept: { token: string; renewAt: number } | null = null;
  let asking: Promise<string> | null = null;
  const renew = async () => {
    const asked = clock().getTime();
    const { access_token: token, expires_in: seconds } = await askForToken(settings, ca);
    const life = seconds * 1000;
    kept = { token, renewAt: asked + Math.max(life - margin, life / 2) };
    return token;
  };
  return {
    async get(anew = false) {
      const now = clock().getTime();
      // One from a time that has not come yet was kept before the clock was put back.
      if (!anew && kept && now < kept.renewAt && kept.renewAt - now < 24 * 60 * 60_000) return kept.token;
      asking ??= renew().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

function askForToken(settings: OAuthSettings, ca: string | null): Promise<z.infer<typeof answerSchema>> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    scope: settings.scope,
  }).toString();
  return new Promise((resolve, reject) => {
    // What went wrong can repeat what was sent: it stays here.
    const fail = () => reject(new DeliveryFault('token', 'breaker'));
    const asked = request(settings.tokenUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json',
      },
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      agent: false,
      signal: AbortSignal.timeout(patience),
      ...(ca ? { ca: [...rootCertificates, ca] } : {}),
    });
    asked.on('error', fail);
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('error', fail);
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxBytes) asked.destroy(new Error('too long'));
        else chunks.push(chunk);
      });
      answer.on('end', () => {
        const parsed = answerSchema.safeParse(parseJson(Buffer.concat(chunks).toString()));
        if (answer.statusCode === 200 && parsed.success) resolve(parsed.data);
        else fail();
      });
    });
    asked.end(body);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
