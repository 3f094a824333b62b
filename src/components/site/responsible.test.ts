import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nothingNamed } from '#directory/assurance.ts';
import { readSite } from '#directory/site.ts';
import { inventAssurance } from '../../cli/signed-content.ts';
import { responsibleFigures } from './responsible.ts';

const content = path.resolve(import.meta.dirname, '..', '..', '..', 'content');
const site = readSite(content, { county: 'kent', demo: true, origin: null, exitUrl: null, contacts: ['referrals'] });
const invented = inventAssurance('2026-11-22');
const show = (assurance: typeof nothingNamed, tag = 'en') => responsibleFigures({ ...site, assurance }, tag);

describe('while nobody is named', () => {
  test.each(['en', 'pl', 'ur'])('the page says so in %s, and names nobody', (tag) => {
    const { responsible, rights, mailbox, audit } = show(nothingNamed, tag);
    const t = site.translate(tag);
    expect(responsible).toContain(t('responsible.none').slice(0, 20));
    expect(rights).toContain(t('responsible.askTeam').slice(0, 20));
    expect([mailbox, audit]).toEqual([t('responsible.mailboxUnknown'), t('responsible.notAudited')]);
  });
});

describe('once they are named', () => {
  test.each(['en', 'pl', 'ur'])('the page shows each as the county wrote it, in %s', (tag) => {
    const { responsible = '', rights, mailbox, audit } = show(invented, tag);
    for (const text of ['Invented County Council, Invented Hall', 'officer@county.example', 'INVENTED-1', 'the law.'])
      expect(responsible).toContain(text);
    expect(responsible.match(/<bdi lang="en">/g)).toHaveLength(4);
    expect(rights).toContain('<bdi lang="en">rights@county.example</bdi>');
    expect(mailbox).toContain('30');
    expect(audit).toMatch(/An invented auditor.+2026/);
  });

  test('what an audit found takes the place of our own judgement', () => {
    const { by, on } = invented.accessibilityAudit ?? { by: '', on: '' };
    const found = (result: 'fully compliant' | 'not compliant') =>
      show({ ...invented, accessibilityAudit: { by, on, result } })['compliance'];
    expect(found('fully compliant')).toContain('fully compliant');
    expect(found('not compliant')).toContain('is not compliant');
  });

  test('one that is missing among them is called missing, and signs of HTML stay signs', () => {
    const controller = { name: '<b>A & B</b>', address: 'County Hall' };
    const { responsible } = show({ ...invented, controller, registration: null });
    expect(responsible).toContain('&#60;b&#62;A &#38; B');
    expect(responsible).toContain("Number in the ICO's register: not named yet");
  });
});
