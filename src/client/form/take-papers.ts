import { maxFileBytes, maxFiles } from '#attachments/check.ts';
import { safeName } from '#attachments/name.ts';
import { asParts, judgePapers, type PaperFault } from '#attachments/papers.ts';
import type { Attachment } from '#message/mime.ts';

type Held = Attachment & { file: File };

/**
 * Reads files that were chosen and looks into them together with those held: the ones that can be sent, and what is wrong
 * with the others. Never rejects because of a file: one that cannot be read is `damaged`.
 * @param limit most bytes of all together
 */
export async function takePapers(
  held: Held[],
  fresh: File[],
  limit: number,
): Promise<{ papers: Held[]; faults: PaperFault[] }> {
  const fault = (file: File, reason: PaperFault['reason']) => ({ name: safeName(file.name), reason });
  const room = maxFiles - held.length;
  const faults: PaperFault[] = fresh.slice(room).map((file) => fault(file, 'too-many'));
  const read: { file: File; bytes: Uint8Array }[] = [];
  for (const file of fresh.slice(0, room)) {
    // Not read at all where it is far too large: a film would fill the memory of a phone.
    if (file.size > maxFileBytes) faults.push(fault(file, 'too-large'));
    else
      await file.arrayBuffer().then(
        (buffer) => read.push({ file, bytes: new Uint8Array(buffer) }),
        () => faults.push(fault(file, 'damaged')),
      );
  }
  const all = [...held, ...read.map(({ file, bytes }) => ({ name: file.name, bytes }))];
  const reasons = judgePapers(all, limit).slice(held.length);
  const papers = read.flatMap(({ file, bytes }, index): Held[] => {
    const reason = reasons[index] ?? null;
    if (reason !== null) faults.push(fault(file, reason));
    return reason === null ? asParts([{ name: file.name, bytes }]).map((part) => ({ ...part, file })) : [];
  });
  return { papers: [...held, ...papers], faults };
}
