import { type Attached, reasons, savedName } from '#opening/attached.ts';
import { saveFile } from './hand-over.ts';
import { fill, words } from './words.ts';

/** What came with a message: saved one by one, on a press, and only what passed. */
export function Attachments({ reference, files }: { reference: string; files: readonly Attached[] }) {
  const said = words.files;
  return (
    <section class="files">
      <h3>{said.title}</h3>
      <p class="hint">{said.care}</p>
      <ul>
        {files.map((file, index) => {
          const { name, bytes, size, reason } = file;
          return (
            <li key={index}>
              <bdi>{name}</bdi> <span class="hint">{fill(said.size, { size: Math.ceil(size / 1024) })}</span>
              {reason === null ? (
                <button class="button" type="button" onClick={() => saveFile(savedName(reference, index, file), bytes)}>
                  {fill(said.save, { name })}
                </button>
              ) : (
                <p class="error">{fill(said.refused, { reason: reasons[reason] })}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
