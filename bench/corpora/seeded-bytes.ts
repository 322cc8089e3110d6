/** Reproducible integers and bytes for corpora: xorshift128, equal on every machine. */
export interface SeededBytes {
  /** An unsigned 32-bit integer. */
  next(): number;
  /** A number 0 … 1, 1 excluded. */
  fraction(): number;
  /** Fills the whole buffer; its length is a multiple of four. */
  fill(target: Uint8Array): void;
}

export function seededBytes(seed: number): SeededBytes {
  let a = seed >>> 0 || 1;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let d = 0xb7e15162;
  const next = (): number => {
    const mixed = d ^ (d << 11);
    d = c;
    c = b;
    b = a;
    a = (a ^ (a >>> 19) ^ mixed ^ (mixed >>> 8)) >>> 0;
    return a;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();
  return {
    next,
    fraction: () => next() / 0x1_0000_0000,
    fill(target) {
      const words = new Uint32Array(target.buffer, target.byteOffset, target.length >>> 2);
      for (let at = 0; at < words.length; at += 1) words[at] = next();
    },
  };
}

/** A version 4 UUID from a seeded stream. */
export function seededUuid(bytes: SeededBytes): string {
  const hex = [bytes.next(), bytes.next(), bytes.next(), bytes.next()]
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[bytes.next() % 4] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
