import type { AssetId } from '#schemas/scalars.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import { ask } from '../state/errors.ts';
import { projectId } from '../state/project.ts';
import { client } from '../studio.ts';

const RANGE_BYTES = 256 * 1024;

/** All packed samples of one sound, fetched in ranges; undefined after an error that was shown. */
export async function fetchSamples(
  assetId: AssetId,
  revision: string,
  index: number,
  frames: number,
): Promise<Uint8Array | undefined> {
  const project_id = projectId();
  if (project_id === undefined) return undefined;
  const pcm = new Uint8Array(frames * 2);
  for (let offset = 0; offset < pcm.length; offset += RANGE_BYTES) {
    const length = Math.min(RANGE_BYTES, pcm.length - offset);
    const range = await ask(
      'Reading the sound',
      client().readPreviewSamples({ project_id, asset_id: assetId, revision, index, offset, length }),
    );
    if (range === undefined) return undefined;
    pcm.set(base64ToBytes(range.data_base64).subarray(0, length), offset);
  }
  return pcm;
}
