import { useMemo, useState } from 'react';
import type { AssetPreview } from '#schemas/contract/views.ts';
import type { AssetRow } from '#schemas/report/assets.ts';
import { fetchSamples } from '../../app/parts/fetch-samples.ts';
import { glyphData } from '../../app/parts/glyph-data.ts';
import { useAssetPreview } from '../../app/state/asset-facts.ts';
import { useView } from '../../app/state/view.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Select } from '../../ui/fields.tsx';
import { Name } from '../../ui/name.tsx';
import { GlyphSheet, ZOOMS, ZoomButtons } from '../../ui/preview/glyph-sheet.tsx';
import type { GlyphSheetData, PaletteChoice } from '../../ui/preview/glyph-pixels.ts';
import { HexHead } from '../../ui/preview/hex-head.tsx';
import { TileFacts } from '../../ui/preview/tile-facts.tsx';
import { SoundPlayer } from '../../ui/preview/waveform.tsx';
import { Section } from '../../ui/section.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { setWorkspace, useWorkspace } from './workspace-store.ts';

/** Live preview of one asset, in the form that its pack would hold. */
export function AssetPreviewSection({ assetId, row }: { readonly assetId: number; readonly row: AssetRow }) {
  const { value, problem } = useAssetPreview(assetId);
  if (value?.kind === 'glyph') return <GlyphPreview name={row.name} preview={value} />;
  return (
    <Section title="Preview">
      {value === undefined && <p className="faint small">{problem ?? 'Reading…'}</p>}
      {value?.kind === 'unavailable' && (
        <div className="small">
          <StateIcon state="unknown" word={visibleName(value.reason)} />
        </div>
      )}
      {value?.kind === 'sound' && <Sounds assetId={assetId} preview={value} />}
      {value?.kind === 'raw' && (
        <div className="stack">
          <span className="small quiet">
            The first bytes of <ByteSize bytes={value.size_bytes} />
          </span>
          <HexHead label="First bytes" bytes={base64ToBytes(value.head_base64)} />
        </div>
      )}
    </Section>
  );
}

/** Largest whole zoom at which the tiles in use fit the pane. */
function fittingZoom({ tileSize, tileCount }: GlyphSheetData, panePx: number): number {
  const widthPx = Math.min(256, Math.max(1, tileCount) * tileSize);
  return ZOOMS.findLast((zoom) => zoom <= 4 && zoom * widthPx <= panePx) ?? 1;
}

function GlyphPreview({
  name,
  preview,
}: {
  readonly name: string;
  readonly preview: Extract<AssetPreview, { kind: 'glyph' }>;
}) {
  const data = useMemo(() => glyphData(preview), [preview]);
  const panePx = useView((state) => state.detailsPx) - 26;
  const chosenZoom = useWorkspace((state) => state.zoom);
  const zoom = chosenZoom ?? fittingZoom(data, panePx);
  const [palette, setPalette] = useState<PaletteChoice>('own');
  const [tile, setTile] = useState<number | null>(null);
  const options = [
    { value: 'own', title: 'Palette of each tile' },
    ...preview.authored.map((index) => ({ value: String(index), title: `Palette ${index}` })),
  ];
  const chosen = palette === 'own' || preview.authored.includes(palette) ? palette : 'own';
  return (
    <Section
      title="Preview"
      end={<ZoomButtons zoom={zoom} onZoom={(next) => setWorkspace({ zoom: next })} />}
    >
      <div className="stack">
        <GlyphSheet
          label={visibleName(name)}
          data={data}
          palette={chosen}
          zoom={zoom}
          onZoom={(next) => setWorkspace({ zoom: next })}
          tile={tile}
          onTile={setTile}
          maxHeightPx={320}
          crop
        />
        <div className="sheet-bar">
          <Select
            small
            hideLabel
            label="Palette of the preview"
            value={String(chosen)}
            options={options}
            onChange={(value) => setPalette(value === 'own' ? 'own' : Number(value))}
          />
          <span className="faint small">
            {preview.tile_count} of {(256 / preview.tile_size) ** 2} tiles,{' '}
            {preview.palette_count === 1 ? '1 palette' : `${preview.palette_count} palettes`}
          </span>
        </div>
        <TileFacts data={data} tile={tile} />
      </div>
    </Section>
  );
}

function Sounds({
  assetId,
  preview,
}: {
  readonly assetId: number;
  readonly preview: Extract<AssetPreview, { kind: 'sound' }>;
}) {
  return (
    <ul className="sound-list">
      {preview.samples.map((sound) => (
        <li key={sound.index}>
          <div className="row-flex small">
            <span className="mono faint">{sound.index}</span>
            <Name text={sound.file} className="grow clip" />
            <span className="faint">
              {(sound.frames / sound.sample_rate).toFixed(2)} s · {sound.sample_rate} Hz
              {sound.loop === null ? '' : ' · loop'}
            </span>
          </div>
          <SoundPlayer
            label={visibleName(sound.file)}
            peaks={base64ToBytes(sound.peaks_base64)}
            frames={sound.frames}
            sampleRate={sound.sample_rate}
            loop={sound.loop}
            fetchPcm={() => fetchSamples(assetId, preview.revision, sound.index, sound.frames)}
          />
        </li>
      ))}
    </ul>
  );
}
