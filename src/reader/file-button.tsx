/** What a button for files needs. `accept`: endings that the browser shows first. */
type Props = {
  id: string;
  label: string;
  accept: string;
  many?: boolean;
  main?: boolean;
  take: (files: readonly File[]) => void;
};

/** A file input that looks like a button: the input itself keeps focus and keyboard, its label is what is seen. */
export function FileButton({ id, label, accept, many = false, main = false, take }: Props) {
  return (
    <p class="pick">
      <input
        class="hidden"
        type="file"
        id={id}
        accept={accept}
        multiple={many}
        onChange={({ currentTarget }) => {
          take([...(currentTarget.files ?? [])]);
          // The same file may be chosen again, and no name of a file is left in the page.
          currentTarget.value = '';
        }}
      />
      <label class={main ? 'button main' : 'button'} for={id}>
        {label}
      </label>
    </p>
  );
}
