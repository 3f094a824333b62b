/** The end of a name behind its last dot, in small letters; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/.exec(clean(name).toLowerCase())?.[1] ?? '';
}

/** What a name is without folders, with nothing that deceives the eye or a system. */
function clean(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return last
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(/[\p{C}\u115f\u1160\u3164]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
}

/** Names that are devices to Windows, whatever stands behind the first dot (Microsoft, "Naming Files, Paths, and Namespaces"). */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;

/** Most code points before the last dot. In UTF-8 at most 240 bytes: file systems allow 255, and a number may come before. */
const longest = 60;

/**
 * A name that can be written and shown anywhere: no folder, control, or sign that turns the reading order, nothing that a
 * system takes for a device, at most 60 signs before the last dot. Never empty. The exact name is inside the message.
 */
export function safeName(name: string): string {
  const whole = clean(name);
  const extension = extensionOf(name);
  const stem = extension === '' ? whole : whole.slice(0, -extension.length - 1);
  const short =
    [...stem]
      .slice(0, longest)
      .join('')
      .replace(/[\s.]+$/, '') || 'file';
  const safe = extension === '' ? short : `${short}.${extension}`;
  return device.test(safe) ? `_${safe}` : safe;
}
