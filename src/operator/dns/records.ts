/** What one record of a sending domain says to receivers: nothing wrong, or what is, in words for whoever keeps the domain. */
export type Finding = { record: string; ok: boolean; says: string };

/** The record of a kind among the texts at a name, or what is wrong with there being none or several. */
function single(texts: string[], begins: RegExp): { text: string } | { wrong: string } {
  const found = texts.filter((text) => begins.test(text));
  const [text] = found;
  if (text === undefined) return { wrong: 'is missing' };
  return found.length === 1 ? { text } : { wrong: `is there ${found.length} times: receivers then use none` };
}

/** `a=b; c=d` (RFC 6376 3.2, RFC 7489 6.3, RFC 8461 3.1, RFC 8460 3), names in lower case. The first of a name counts. */
function readTags(text: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    if (name !== '' && !tags.has(name.toLowerCase())) tags.set(name.toLowerCase(), value);
  }
  return tags;
}

/** SPF (RFC 7208) of the texts at the domain: one record, ending in -all or ~all, within ten look-ups of its own. */
export function checkSpf(texts: string[]): Finding {
  const record = 'SPF';
  const found = single(texts, /^v=spf1( |$)/i);
  if ('wrong' in found) return { record, ok: false, says: `${found.wrong}. Add: v=spf1 include:YOUR-RELAY -all` };
  const terms = found.text.toLowerCase().split(/\s+/).slice(1);
  const lookups = terms.filter((term) => /^[+?~-]?(include:|a$|a[:/]|mx$|mx[:/]|ptr|exists:)|^redirect=/.test(term));
  if (lookups.length > 10) return { record, ok: false, says: 'asks for more than ten look-ups: receivers give up' };
  const all = terms.find((term) => /^[+?~-]?all$/.test(term));
  if (all === undefined && terms.some((term) => term.startsWith('redirect=')))
    return { record, ok: true, says: found.text };
  const ok = all === '-all' || all === '~all';
  return { record, ok, says: ok ? found.text : `lets anybody send (${all ?? 'no "all"'}): end it with -all` };
}

/** The key of DKIM (RFC 6376 3.6.1) of the texts at `SELECTOR._domainkey.DOMAIN`: there, and not withdrawn. */
export function checkDkim(texts: string[], selector: string): Finding {
  const record = `DKIM (${selector})`;
  const text = texts.find((one) => /(^|;)\s*p\s*=/i.test(one));
  if (text === undefined) return { record, ok: false, says: 'is missing: ask whoever runs the relay for the record' };
  const tags = readTags(text);
  const key = (tags.get('p') ?? '').replace(/\s/g, '');
  const wrong = (says: string): Finding => ({ record, ok: false, says });
  if ((tags.get('v') ?? 'DKIM1').toUpperCase() !== 'DKIM1') return wrong('is of another version than DKIM1');
  if (key === '') return wrong('was withdrawn: its p= is empty');
  if (/\by\b/.test(tags.get('t') ?? '')) return wrong('is marked as a test (t=y): receivers ignore it');
  // A 1024-bit RSA key is 162 bytes of DER; RFC 8301 asks for 2048, which are 294.
  const short = (tags.get('k') ?? 'rsa').toLowerCase() === 'rsa' && Buffer.from(key, 'base64').length < 256;
  return short ? wrong('has a key of fewer than 2048 bits (RFC 8301)') : { record, ok: true, says: 'is there' };
}

/** DMARC (RFC 7489) of the texts at `_dmarc.DOMAIN`: `p=reject` for all mail, and of subdomains too. */
export function checkDmarc(texts: string[]): Finding {
  const record = 'DMARC';
  const found = single(texts, /^v\s*=\s*DMARC1\s*(;|$)/i);
  if ('wrong' in found)
    return { record, ok: false, says: `${found.wrong}. Add at _dmarc: v=DMARC1; p=reject; rua=mailto:…` };
  const tags = readTags(found.text);
  const policy = tags.get('p')?.toLowerCase();
  const wrong = (says: string): Finding => ({ record, ok: false, says });
  if (policy !== 'reject')
    return wrong(`says p=${policy ?? 'nothing'}: forged mail in your name is taken. Make it p=reject`);
  if ((tags.get('sp') ?? 'reject').toLowerCase() !== 'reject')
    return wrong(`says sp=${tags.get('sp')}: make it sp=reject`);
  if (Number(tags.get('pct') ?? '100') !== 100) return wrong(`is for ${tags.get('pct')} % of mail: leave pct out`);
  return { record, ok: true, says: found.text };
}

/** The record of MTA-STS (RFC 8461 3.1) of the texts at `_mta-sts.DOMAIN`. */
export function checkStsRecord(texts: string[]): Finding {
  const record = 'MTA-STS record';
  const found = single(texts, /^v\s*=\s*STSv1\s*;/i);
  if ('wrong' in found) return { record, ok: false, says: `${found.wrong}. Add at _mta-sts: v=STSv1; id=20260101` };
  const ok = /^[a-zA-Z0-9]{1,32}$/.test(readTags(found.text).get('id') ?? '');
  return { record, ok, says: ok ? found.text : 'needs an id of 1 to 32 letters and digits' };
}

/**
 * The policy of MTA-STS (RFC 8461 3.2): enforced, for at least a week, and for every host that the domain's mail goes to.
 * @param policy the file's text, or null where it cannot be fetched over verified TLS
 * @param hosts of the domain's MX records; none: it receives no mail
 */
export function checkStsPolicy(policy: string | null, hosts: string[]): Finding {
  const record = 'MTA-STS policy';
  const wrong = (says: string): Finding => ({ record, ok: false, says });
  if (policy === null) return wrong('cannot be fetched from https://mta-sts.DOMAIN/.well-known/mta-sts.txt');
  const lines = policy.split(/\r?\n/).flatMap((line) => {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === '' ? [] : [[name, value] as const];
  });
  const read = (name: string) => lines.find(([one]) => one === name)?.[1];
  if (read('version') !== 'STSv1') return wrong('does not begin with version: STSv1');
  if (read('mode') !== 'enforce') return wrong(`is in mode ${read('mode') ?? 'none'}: make it enforce`);
  if (!(Number(read('max_age')) >= 604_800)) return wrong('has a max_age of less than a week (604800)');
  const patterns = lines.filter(([name]) => name === 'mx').map(([, value]) => value.toLowerCase());
  const missing = hosts.filter((host) => !patterns.some((pattern) => fits(host.toLowerCase(), pattern)));
  if (missing.length > 0)
    return wrong(`does not name ${missing.join(', ')}, where mail goes: senders would not deliver`);
  return { record, ok: true, says: 'is enforced' };
}

/** `*.` stands for one label and no more (RFC 8461 4.1). */
const fits = (host: string, pattern: string) =>
  pattern.startsWith('*.') ? host.replace(/^[^.]+/, '') === pattern.slice(1) : host === pattern;

/** TLS-RPT (RFC 8460) of the texts at `_smtp._tls.DOMAIN`. */
export function checkTlsReports(texts: string[]): Finding {
  const record = 'TLS-RPT';
  const found = single(texts, /^v\s*=\s*TLSRPTv1\s*;/i);
  if ('wrong' in found)
    return { record, ok: false, says: `${found.wrong}. Add at _smtp._tls: v=TLSRPTv1; rua=mailto:…` };
  const ok = /^(mailto:|https:)/i.test(readTags(found.text).get('rua') ?? '');
  return { record, ok, says: ok ? found.text : 'names nobody to report to: add rua=mailto:…' };
}
