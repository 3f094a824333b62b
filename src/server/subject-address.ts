import type { FormEntry } from '#forms/index.ts';

/**
 * Whether an address opens a form with what it is about already in it, such as a report about one service. What is posted
 * goes to the form's own address, so it takes no body.
 * @param forms every form by its address (`formAddresses`)
 */
export function opensSubject(address: string, forms: ReadonlyMap<string, FormEntry>): boolean {
  const [, own = '', code = ''] = /^(.*\/)([^/]+)\/$/.exec(address) ?? [];
  return forms.get(own)?.form.subject?.code.test(code) ?? false;
}
