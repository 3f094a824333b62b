/**
 * What a form's address says: which form, and for a report about one service the code of that service, so that its page
 * can lead there without a question in the address. `rest` is what follows `ask/`; the form of `ask/` itself has none.
 */
export function subjectOf(rest: string | undefined): { path: string; code: string | null } {
  const [, code] = /^fix\/([a-z0-9]{8})$/.exec(rest ?? '') ?? [];
  if (code !== undefined) return { path: 'ask/fix', code };
  return { path: rest ? `ask/${rest}` : 'ask', code: null };
}
