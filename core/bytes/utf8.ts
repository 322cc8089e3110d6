/** Number of UTF-8 bytes of the text; a lone surrogate counts 3, as its replacement would. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let count = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) count += 1;
    else if (unit < 0x800) count += 2;
    else if (
      unit >= 0xd800 &&
      unit < 0xdc00 &&
      index + 1 < end &&
      (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00
    ) {
      count += 4;
      index += 1;
    } else count += 3;
  }
  return count;
}

/** Offset of the first byte that is not well-formed UTF-8 (Unicode table 3-7), or −1. */
export function findInvalidUtf8(bytes: Uint8Array): number {
  const at = (index: number): number => bytes[index] ?? 0;
  let index = 0;
  while (index < bytes.length) {
    const lead = at(index);
    let length = 1;
    let low = 0x80;
    let high = 0xbf;
    if (lead >= 0x80) {
      if (lead < 0xc2 || lead > 0xf4) return index;
      length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      if (lead === 0xe0) low = 0xa0;
      else if (lead === 0xed) high = 0x9f;
      else if (lead === 0xf0) low = 0x90;
      else if (lead === 0xf4) high = 0x8f;
    }
    for (let step = 1; step < length; step += 1) {
      const byte = at(index + step);
      if (byte < (step === 1 ? low : 0x80) || byte > (step === 1 ? high : 0xbf)) return index;
    }
    index += length;
  }
  return -1;
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of well-formed UTF-8, a BOM kept as U+FEFF; undefined where a byte is wrong (reliability H5). */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}
