import type { CDPSession, Locator, Page } from '@playwright/test';

/** Somebody whose address a browser knows. */
const address = {
  fields: Object.entries({
    NAME_FULL: 'Jo Bloggs',
    EMAIL_ADDRESS: 'jo@example.org',
    PHONE_HOME_WHOLE_NUMBER: '07700900123',
    COMPANY_NAME: 'An agency',
    ADDRESS_HOME_COUNTRY: 'GB',
    ADDRESS_HOME_LINE1: '1 High Street',
    ADDRESS_HOME_CITY: 'A town',
    ADDRESS_HOME_ZIP: 'ME1 1AA',
  }).map(([name, value]) => ({ name, value })),
};

/** Chromium's Autofill domain, which Playwright's types do not have. */
type Send = (
  method: string,
  given?: object,
) => Promise<{ result: { objectId: string }; node: { backendNodeId: number } }>;

/** Lets Chromium itself fill in the form around a field, as a person does by choosing their address from its list. */
export async function fillByBrowser(page: Page, field: Locator): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const send = session.send.bind(session) as unknown as Send;
  await field.evaluate((element) => Object.assign(window, { toFill: element }));
  await send('Autofill.enable');
  await send('DOM.getDocument', { depth: -1 });
  const { result } = await send('Runtime.evaluate', { expression: 'window.toFill' });
  const { node } = await send('DOM.describeNode', { objectId: result.objectId });
  await send('Autofill.setAddresses', { addresses: [address] });
  await send('Autofill.trigger', { fieldId: node.backendNodeId, address });
}
