import { useEffect, useRef, useState } from 'preact/hooks';
import type { PaperFault } from '#attachments/papers.ts';
import type { Chosen, PageData, Place } from '#components/form/data.ts';
import type { Attachment } from '#message/mime.ts';

/** A paper read into memory, and the file it came from, for the browser's own input. */
type Held = Attachment & { file: File };

/** What the form does with papers. `say` shows what is wrong with them; `whenRead` waits until all that were chosen are read. */
export type Papers = {
  said: Place['papers'];
  say: (faults: PaperFault[]) => void;
  chosen: Chosen;
  whenRead: () => Promise<Attachment[]>;
};

/**
 * Holds the papers that were chosen, in memory, until the page goes: read and looked into as they are chosen, so that
 * nothing that cannot be sent is ever on the list. The input holds the same files, for a page whose script dies.
 * @param failed called when the code that looks into them does not come
 */
export function usePapers(
  root: HTMLElement,
  rules: PageData['papers'],
  start: Place['papers'],
  failed: () => void,
): Papers {
  const [said, setSaid] = useState(start);
  const held = useRef<Held[]>([]);
  const [names, setNames] = useState<string[]>([]);
  const reading = useRef<Promise<void>>(Promise.resolve());

  const hold = (papers: Held[], input: HTMLInputElement | null) => {
    held.current = papers;
    setNames(papers.map(({ name }) => name));
    if (input) fill(input, papers);
  };

  async function choose(input: HTMLInputElement): Promise<void> {
    const fresh = [...(input.files ?? [])].filter((file) => !held.current.some((one) => isSame(one.file, file)));
    // The input shows what is held; what it was given last may not be taken.
    fill(input, held.current);
    try {
      const { takePapers } = await import('./take-papers.ts');
      const { papers, faults } = await takePapers(held.current, fresh, rules?.bytes ?? 0);
      hold(papers, input);
      setSaid({ faults, again: false });
    } catch {
      failed();
    }
  }

  useEffect(() => {
    if (!said || said.faults.length === 0) return;
    scrollTo(0, 0);
    root.querySelector<HTMLElement>('#problems')?.focus();
  }, [said]);

  return {
    said,
    say: (faults) => setSaid((now) => (faults.length > 0 || now ? { faults, again: now?.again ?? false } : now)),
    chosen: {
      names,
      choose: (input) => {
        reading.current = reading.current.then(() => choose(input));
      },
      drop: (index) => hold(held.current.toSpliced(index, 1), root.querySelector<HTMLInputElement>('#papers')),
      fill: (input) => fill(input, held.current),
    },
    whenRead: async () => {
      await reading.current;
      return held.current;
    },
  };
}

const isSame = (one: File, other: File) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function fill(input: HTMLInputElement, papers: Held[]): void {
  const list = new DataTransfer();
  for (const { file } of papers) list.items.add(file);
  input.files = list.files;
}
