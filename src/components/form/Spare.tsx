import { spareName } from '#flood/trap.ts';

/**
 * A field that nobody sees, hears or reaches, for programs that fill in everything they find. Whoever has no styles is
 * told to leave it empty.
 */
export function Spare({ label }: { label: string }) {
  return (
    <div class="spare" aria-hidden="true">
      <label>
        {label} <input type="text" name={spareName} tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  );
}
