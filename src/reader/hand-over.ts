/**
 * Offers bytes as a file to be saved. The type says nothing, so that no browser shows it in place of saving. The address
 * that stands for it is given back at once after.
 */
export function saveFile(name: string, bytes: Uint8Array | string): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Browsers read the address after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts a text on the clipboard. False where the browser does not let a page do so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
