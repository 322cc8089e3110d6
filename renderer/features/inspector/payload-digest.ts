import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { showError } from '../../app/state/errors.ts';
import { client } from '../../app/studio.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import { copyText } from '../../ui/copy-text.ts';
import { showToast } from '../../ui/toast-store.ts';
import { useInspector, watched } from './inspector-store.ts';

/** 256 KiB take a few milliseconds to hash: the window stays free between two ranges. */
const RANGE_BYTES = 256 * 1024;

/** SHA-256 of the stored bytes of an entry of the open pack; undefined after an error that was shown. */
export async function payloadDigest(
  entry: AssetTableEntry,
  onProgress: (doneBytes: number) => void,
  isWanted: () => boolean,
): Promise<string | undefined> {
  const { pack } = useInspector.getState();
  const payload = pack?.inspected.report.layout.payload ?? null;
  if (pack === null || payload === null) return undefined;
  const hash = sha256.create();
  for (let done = 0; done < entry.size;) {
    const length = Math.min(RANGE_BYTES, entry.size - done);
    const range = await watched(
      client().readPackRange({
        pack_handle: pack.opened.pack_handle,
        offset: payload.start + entry.offset + done,
        length,
      }),
    );
    if (!isWanted()) return undefined;
    const bytes = range.ok ? base64ToBytes(range.value.data_base64) : undefined;
    if (!range.ok) showError('Reading the payload', range.error);
    if (bytes === undefined || bytes.length === 0) return undefined;
    hash.update(bytes);
    done += bytes.length;
    onProgress(done);
  }
  return bytesToHex(hash.digest());
}

export async function copyPayloadDigest(entry: AssetTableEntry): Promise<void> {
  const { pack } = useInspector.getState();
  const digest = await payloadDigest(
    entry,
    () => undefined,
    () => useInspector.getState().pack?.opened.pack_handle === pack?.opened.pack_handle,
  );
  if (digest === undefined) return;
  const copied = await copyText(digest);
  showToast(
    copied ? 'fine' : 'tool',
    copied ? `Copied ${digest.slice(0, 12)}…` : 'The clipboard is not available.',
  );
}
