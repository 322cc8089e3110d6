/** One line of bytes: its offset in the file, hexadecimal in groups of four, and text where it is printable ASCII. */
export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const hexOf = (byte: number) => byte.toString(16).padStart(2, '0');

/** The line of `perLine` bytes that begins at `at` of `bytes`, which begin at `firstOffset` of the file. */
export function hexLine(bytes: Uint8Array, at: number, perLine: number, firstOffset: number): HexLine {
  const row = bytes.subarray(at, at + perLine);
  const cells = Array.from({ length: perLine }, (_, index) => {
    const byte = row[index];
    return `${byte === undefined ? '  ' : hexOf(byte)}${index % 4 === 3 && index < perLine - 1 ? ' ' : ''}`;
  });
  return {
    offset: (firstOffset + at).toString(16).padStart(8, '0'),
    hex: cells.join(' '),
    text: Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}

/** Bytes as one run of hexadecimal digits, as other tools take it. */
export function wholeHexText(bytes: Uint8Array): string {
  return Array.from(bytes, hexOf).join('');
}
