import './preview.css';

/** Bytes as offset, hexadecimal and text, sixteen a line. */
export function hexLines(bytes: Uint8Array, firstOffset = 0): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const row = bytes.subarray(line * 16, line * 16 + 16);
    const hex = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...row]
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
      .join('');
    return `${(firstOffset + line * 16).toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text}`;
  });
}

/** The first bytes of a file. */
export function HexHead({ label, bytes }: { readonly label: string; readonly bytes: Uint8Array }) {
  return (
    <div className="hex-head" role="region" aria-label={label} tabIndex={0}>
      {hexLines(bytes).join('\n')}
    </div>
  );
}
