import { acceptedFiles, maxFiles } from '#attachments/check.ts';
import type { PageData } from '#components/form/data.ts';

/** What a page says of the papers that it takes, at most `bytes` together; null where it takes none. */
export function paperRules(bytes: number): PageData['papers'] {
  return bytes === 0 ? null : { bytes, count: maxFiles, accept: acceptedFiles };
}
