import { useMemo } from 'react';
import type { AssetPreview } from '#schemas/contract/views.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { hexLines } from '../../ui/preview/hex-head.tsx';

/** The first bytes of a bank that is packed as it is. */
export function RawBank(props: {
  readonly name: string;
  readonly preview: Extract<AssetPreview, { kind: 'raw' }>;
}) {
  const { name, preview } = props;
  const bytes = useMemo(() => base64ToBytes(preview.head_base64), [preview.head_base64]);
  if (bytes.length === 0) return <EmptyState title="This bank is empty">Its file has no bytes.</EmptyState>;
  return (
    <>
      <div className="sound-bar">
        <span className="small quiet">
          {formatBytes(preview.size_bytes)} packed as they are
          {bytes.length < preview.size_bytes && `; the first ${formatCount(bytes.length)} bytes`}
        </span>
      </div>
      <div
        className="pane__body pane__body--scroll raw-hex mono"
        role="region"
        aria-label={`Bytes of ${name}`}
        tabIndex={0}
      >
        {hexLines(bytes).join('\n')}
      </div>
    </>
  );
}
