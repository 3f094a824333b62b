/**
 * The network that an address is in, a /24 of IPv4 or a /56 of IPv6: what one household, office or refuge has, and what
 * somebody with many addresses has in common. Null for anything that is no address. A port behind it is ignored.
 */
export function networkOf(address: string): string | null {
  const trimmed = address.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? trimmed;
  return networkOf4(bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')) ?? networkOf6(bare.replace(/%.*$/, ''));
}

function networkOf4(address: string): string | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? `${parts.slice(0, 3).join('.')}.0/24` : null;
}

function networkOf6(address: string): string | null {
  const groups = groupsOf(address);
  if (!groups) return null;
  const [, , , fourth = 0, , , high = 0, low = 0] = groups;
  // An IPv4 address as a socket for both gives it (RFC 4291 2.5.5.2).
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return networkOf4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  }
  return `${[...groups.slice(0, 3), fourth & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}

/** The eight groups of an IPv6 address; the platform's own reader of addresses says whether it is one. */
function groupsOf(address: string): number[] | null {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]/`)) return null;
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const read = (part: string) => part.split(':').filter(Boolean);
  const [first, last] = [read(head), read(tail ?? '')];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].map((group) => Number.parseInt(group, 16));
}

const within: readonly RegExp[] = [
  /^(10|127)\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^0:0:0:0::/,
  /^f[cd][\da-f]{2}:/,
  /^fe[89ab][\da-f]:/,
];

/**
 * Whether a network is this machine's or a private one (RFC 1918, 6598, 3927, 4193, 4291): an address on the socket from
 * there is a proxy's, and tells nothing of who sends.
 */
const isInside = (network: string): boolean => within.some((pattern) => pattern.test(network));

/**
 * The network of whoever sends, or null where it cannot be known. Of the header only the last value counts, which the
 * trusted proxy itself appended: what stands before it, anybody can write.
 * @param header the header that the settings name, as it came; null: none is named
 */
export function senderNetwork(socket: string | undefined, header: string | null): string | null {
  const said = header === null ? null : networkOf(header.split(',').at(-1) ?? '');
  if (said) return said;
  const own = networkOf(socket ?? '');
  return own === null || isInside(own) ? null : own;
}
