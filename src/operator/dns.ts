import { parseArgs } from 'node:util';
import { type Command, OperatorFault } from './command.ts';
import { checkDomain, DnsFault, type Ways } from './dns/look-up.ts';

/** Looks whether the sending domain says to receivers what it should. `ways`: where to ask, for tests. */
export const createDns = (ways: Ways = {}): Command => ({
  help: `  npm run operate -- dns [DOMAIN] [--selector NAME]...
      SPF, DKIM, DMARC, MTA-STS and TLS-RPT of the domain of MAIL_FROM, or another. NAME: under which your relay signs,
      such as selector1 and selector2 with Microsoft 365.
`,
  async run(args, { readConfig, terminal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { selector: { type: 'string', multiple: true } },
    });
    const domain = (positionals[0] ?? readConfig().mailFrom?.split('@')[1] ?? '').toLowerCase();
    if (positionals.length > 1 || !isName(domain)) {
      throw new OperatorFault('Say which domain: npm run operate -- dns example.org (or set MAIL_FROM).');
    }
    const selectors = values.selector ?? [];
    const odd = selectors.find((selector) => !isName(selector));
    if (odd !== undefined) throw new OperatorFault(`--selector: ${JSON.stringify(odd)} is no name.`);
    try {
      const findings = await checkDomain(domain, selectors, ways);
      const lines = findings.map(({ record, ok, says }) => `${ok ? '  well ' : '  MEND '} ${record}: ${says}`);
      terminal.write(`${domain}\n${lines.join('\n')}\n`);
      return findings.every(({ ok }) => ok) ? 0 : 1;
    } catch (error) {
      if (error instanceof DnsFault) throw new OperatorFault(error.message);
      throw error;
    }
  },
});

const isName = (text: string) => /^[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9])?$/i.test(text);

/** The command, asking as this machine asks. */
export const dns = createDns();
