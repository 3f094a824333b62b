/** The address of each form below a language, by the form's id. Addresses say nothing of what is asked. */
export const formPaths: Record<string, string> = { 'self-referral': 'ask' };

/** Every address that a form is at, with the form's id. */
export function formAddresses(tags: string[]): Map<string, string> {
  return new Map(
    tags.flatMap((tag) =>
      Object.entries(formPaths).map(([form, path]): [string, string] => [`/${tag}/${path}/`, form]),
    ),
  );
}
