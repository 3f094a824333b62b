import { Resolver } from 'node:dns/promises';
import { get } from 'node:https';
import { rootCertificates } from 'node:tls';
import {
  checkDkim,
  checkDmarc,
  checkSpf,
  checkStsPolicy,
  checkStsRecord,
  checkTlsReports,
  type Finding,
} from './records.ts';

/** Where to ask. All left out: the system's servers, the address that DNS says, port 443, the system's authorities. */
export type Ways = {
  /** DNS servers, `127.0.0.1:5353`. */
  servers?: string[];
  /** Where the policy of MTA-STS is fetched instead, with an authority to trust besides. */
  policy?: { host: string; port: number; ca: string };
};

/** DNS did not answer: nothing is known, which is not the same as nothing being there. */
export class DnsFault extends Error {
  constructor(name: string) {
    super(`DNS did not answer for ${name}. Ask again, or look at this machine's resolver.`);
    this.name = 'DnsFault';
  }
}

const patience = 10_000;

/** Looks up what receivers want of mail from `domain`, signed under each of `selectors`. Throws `DnsFault`. */
export async function checkDomain(domain: string, selectors: string[], ways: Ways = {}): Promise<Finding[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (ways.servers) resolver.setServers(ways.servers);
  const ask = async <T>(name: string, look: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await look();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'ENODATA' || code === 'ENOTFOUND') return [];
      throw new DnsFault(name);
    }
  };
  const texts = async (name: string) =>
    (await ask(name, () => resolver.resolveTxt(name))).map((strings) => strings.join(''));
  const hosts = (await ask(domain, () => resolver.resolveMx(domain))).map(({ exchange }) => exchange);
  const keys: Finding[] = [];
  for (const selector of selectors) keys.push(checkDkim(await texts(`${selector}._domainkey.${domain}`), selector));
  if (selectors.length === 0) {
    keys.push({ record: 'DKIM', ok: false, says: 'was not looked for: name its selector with --selector' });
  }
  return [
    checkSpf(await texts(domain)),
    ...keys,
    checkDmarc(await texts(`_dmarc.${domain}`)),
    checkStsRecord(await texts(`_mta-sts.${domain}`)),
    // A null MX (RFC 7505) says that the domain receives none.
    checkStsPolicy(await fetchPolicy(domain, ways.policy), hosts.filter(Boolean)),
    checkTlsReports(await texts(`_smtp._tls.${domain}`)),
  ];
}

/** The file, fetched as senders fetch it: verified TLS for this very name, no redirect (RFC 8461 3.3). Null: it is not there. */
function fetchPolicy(domain: string, way: Ways['policy']): Promise<string | null> {
  const host = `mta-sts.${domain}`;
  return new Promise((resolve) => {
    const asked = get({
      host: way?.host ?? host,
      port: way?.port ?? 443,
      servername: host,
      headers: { host },
      path: '/.well-known/mta-sts.txt',
      agent: false,
      signal: AbortSignal.timeout(patience),
      ...(way ? { ca: [...rootCertificates, way.ca] } : {}),
    });
    asked.on('error', () => resolve(null));
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('error', () => resolve(null));
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > 64 * 1024) asked.destroy();
      });
      answer.on('end', () => resolve(answer.statusCode === 200 ? text : null));
    });
  });
}
