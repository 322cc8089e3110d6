import { create } from 'zustand';
import type { AssetPreview } from '#schemas/contract/views.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { glyphData } from '../../app/parts/glyph-data.ts';
import { useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import type { DeskLane } from './desk.ts';
import { glyphThumb, type GlyphThumb } from './thumbnail.ts';

/** The small picture of a bank: tiles, up to four waveforms, or a shape that says what it is. */
export type Thumb =
  | (GlyphThumb & { readonly tileCount: number })
  | { readonly kind: 'sound'; readonly peaks: readonly Uint8Array[] }
  | { readonly kind: 'raw' }
  | { readonly kind: 'unavailable'; readonly reason: string };

interface KeptThumb {
  /** Sequence of the event after which it was made. */
  readonly touched: number;
  readonly thumb: Thumb;
}

/** Small pictures by asset; the full preview is let go again. */
export const useThumbs = create<{
  readonly projectId: string | null;
  readonly thumbs: ReadonlyMap<AssetId, KeptThumb>;
}>(() => ({ projectId: null, thumbs: new Map() }));

const SHOWN_WAVES = 4;
let making = 0;

function toThumb(preview: AssetPreview): Thumb {
  switch (preview.kind) {
    case 'glyph':
      return { ...glyphThumb(glyphData(preview)), tileCount: preview.tile_count };
    case 'sound':
      return {
        kind: 'sound',
        peaks: preview.samples.slice(0, SHOWN_WAVES).map((sample) => base64ToBytes(sample.peaks_base64)),
      };
    case 'raw':
      return { kind: 'raw' };
    case 'unavailable':
      return { kind: 'unavailable', reason: preview.reason };
  }
}

/** Makes the pictures that are missing or out of date, one after the other, what is preloaded first. */
export async function refreshThumbs(desk: readonly DeskLane[]): Promise<void> {
  making += 1;
  const own = making;
  const { project, touched, touchedAll } = useProject.getState();
  if (project === null) return;
  const { project_id } = project;
  if (useThumbs.getState().projectId !== project_id)
    useThumbs.setState({ projectId: project_id, thumbs: new Map() });
  const wanted = desk
    .flatMap((lane) => [...lane.slots.flat(), ...lane.onDemand])
    .map(({ asset_id }) => ({ asset_id, touched: Math.max(touchedAll, touched.get(asset_id) ?? 0) }))
    .filter((each) => (useThumbs.getState().thumbs.get(each.asset_id)?.touched ?? -1) < each.touched);
  for (const each of wanted) {
    const answer = await client().previewAsset({ project_id, asset_id: each.asset_id });
    if (own !== making) return;
    const thumb: Thumb = answer.ok
      ? toThumb(answer.value)
      : { kind: 'unavailable', reason: answer.error.message };
    useThumbs.setState((before) => ({
      thumbs: new Map(before.thumbs).set(each.asset_id, { touched: each.touched, thumb }),
    }));
  }
}

/** Tiles that the live preview of a glyph bank has; undefined until there is one. */
export function useTileCount(assetId: AssetId | undefined): number | undefined {
  return useThumbs((state) => {
    const thumb = assetId === undefined ? undefined : state.thumbs.get(assetId)?.thumb;
    return thumb?.kind === 'glyph' ? thumb.tileCount : undefined;
  });
}
