/** How the unfolding ended: `whole`, `over` the limit, or `damaged`. What came out until then is there in each case. */
export type Inflated = { bytes: Uint8Array; end: 'whole' | 'over' | 'damaged' };

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes. */
type Code = { counts: Uint16Array; symbols: Uint16Array };

function buildCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let length = 1; length < 15; length += 1) {
    offsets[length + 1] = (offsets[length] ?? 0) + (counts[length] ?? 0);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  });
  return { counts, symbols };
}

const fixedLengths = Uint8Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8));
const fixed = { literals: buildCode(fixedLengths), distances: buildCode(new Uint8Array(30).fill(5)) };

/** Thrown inside this file alone, when the bits run out or mean nothing. */
const broken = Symbol('broken');

/**
 * Unfolds raw DEFLATE (RFC 1951) and stops at `max` bytes, so that nothing can fill the memory. Behind the last block
 * anything may follow. Ours, because what the platforms have is asynchronous, stops at what follows, and differs between
 * browsers.
 */
export function inflate(data: Uint8Array, max: number): Inflated {
  let output = new Uint8Array(Math.min(max, 65_536));
  let size = 0;
  let at = 0;
  let hold = 0;
  let held = 0;

  const bits = (count: number): number => {
    while (held < count) {
      if (at >= data.length) throw broken;
      hold |= (data[at++] ?? 0) << held;
      held += 8;
    }
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  };
  const decode = ({ counts, symbols }: Code): number => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= 15; length += 1) {
      code |= bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw broken;
  };
  /** Makes room for `count` bytes more; what goes over the limit is left out. False when the limit is reached. */
  const room = (count: number): boolean => {
    if (size + count > max) return false;
    if (size + count > output.length) {
      const grown = new Uint8Array(Math.min(max, Math.max(output.length * 2, size + count)));
      grown.set(output.subarray(0, size));
      output = grown;
    }
    return true;
  };
  const stored = (): boolean => {
    hold = 0;
    held = 0;
    const length = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
    if (at + 4 + length > data.length) throw broken;
    if (!room(length)) return false;
    output.set(data.subarray(at + 4, at + 4 + length), size);
    at += 4 + length;
    size += length;
    return true;
  };
  const coded = (literals: Code, distances: Code): boolean => {
    for (;;) {
      const symbol = decode(literals);
      if (symbol === 256) return true;
      if (symbol < 256) {
        if (!room(1)) return false;
        output[size++] = symbol;
        continue;
      }
      const length = (lengthBase[symbol - 257] ?? 0) + bits(lengthExtra[symbol - 257] ?? 0);
      const far = decode(distances);
      const distance = (distanceBase[far] ?? 0) + bits(distanceExtra[far] ?? 0);
      if (length === 0 || distance === 0 || distance > size) throw broken;
      if (!room(length)) return false;
      for (let left = length; left > 0; left -= 1, size += 1) output[size] = output[size - distance] ?? 0;
    }
  };
  const dynamic = (): { literals: Code; distances: Code } => {
    const literalCount = bits(5) + 257;
    const distanceCount = bits(5) + 1;
    const lengthCount = bits(4) + 4;
    const short = new Uint8Array(19);
    for (const place of orderOfLengths.slice(0, lengthCount)) short[place] = bits(3);
    const code = buildCode(short);
    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let filled = 0; filled < lengths.length; ) {
      const symbol = decode(code);
      if (symbol < 16) {
        lengths[filled++] = symbol;
        continue;
      }
      const repeated = symbol === 16 ? (lengths[filled - 1] ?? 0) : 0;
      const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      if (filled + times > lengths.length) throw broken;
      lengths.fill(repeated, filled, filled + times);
      filled += times;
    }
    return {
      literals: buildCode(lengths.subarray(0, literalCount)),
      distances: buildCode(lengths.subarray(literalCount)),
    };
  };
  const block = (): boolean => {
    const kind = bits(2);
    if (kind === 3) throw broken;
    if (kind === 0) return stored();
    const { literals, distances } = kind === 1 ? fixed : dynamic();
    return coded(literals, distances);
  };

  const finish = (end: Inflated['end']): Inflated => ({ bytes: output.subarray(0, size), end });
  try {
    for (let last = 0; last === 0; ) {
      last = bits(1);
      if (!block()) return finish('over');
    }
    return finish('whole');
  } catch (error) {
    if (error !== broken) throw error;
    return finish('damaged');
  }
}
