/** Ascending by UTF-16 code units: the order of RFC 8785 keys and of every listing (reliability D1). */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Moves surrogates above U+FFFF's other units, so that code units compare as code points do. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Ascending by UTF-8 bytes, which is the order of code points (asset-pack 3: `inputs` by UTF-8 path). */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) < codePointRank(right) ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}
