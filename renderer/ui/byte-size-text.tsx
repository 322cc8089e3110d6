import { formatBytes, formatCount } from './byte-size.ts';

/** A size in the unit that reads best; the exact number of bytes is its tooltip. */
export function ByteSize({ bytes }: { readonly bytes: number | null }) {
  if (bytes === null) return <span className="faint">–</span>;
  return (
    <span className="mono" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </span>
  );
}
