import { useMemo, useState } from 'react';
import type { AssetPreview } from '#schemas/contract/views.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { fetchSamples } from '../../app/parts/fetch-samples.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/byte-size.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Switch } from '../../ui/fields.tsx';
import { Name } from '../../ui/name.tsx';
import { SoundPlayer } from '../../ui/preview/waveform.tsx';
import { formatDuration } from '../../ui/time-text.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { setBanks, useBanks } from './banks-store.ts';

type SoundPreview = Extract<AssetPreview, { kind: 'sound' }>;
type SoundSample = SoundPreview['samples'][number];

/** Waveforms that are drawn at once; a bank with more asks for the next ones. */
const PAGE_SOUNDS = 48;

/** The sounds of a bank with their loops, to look at and to hear. */
export function SoundBank({
  assetId,
  preview,
}: {
  readonly assetId: AssetId;
  readonly preview: SoundPreview;
}) {
  const loops = useBanks((state) => state.loops);
  const [shown, setShown] = useState(PAGE_SOUNDS);
  if (preview.samples.length === 0)
    return <EmptyState title="This bank has no sounds">Add WAV files to it in the Workspace.</EmptyState>;
  const totalMs = preview.samples.reduce((sum, each) => sum + (each.frames / each.sample_rate) * 1000, 0);
  return (
    <>
      <div className="sound-bar">
        <span className="small quiet">
          {preview.samples.length === 1 ? '1 sound' : `${preview.samples.length} sounds`} ·{' '}
          {formatDuration(totalMs)}
        </span>
        <span className="grow" />
        <Switch label="Play loops" checked={loops} onChange={(next) => setBanks({ loops: next })} />
      </div>
      <div className="pane__body pane__body--scroll" role="region" aria-label="Sounds" tabIndex={0}>
        <ol className="sounds">
          {preview.samples.slice(0, shown).map((sample) => (
            <Sound
              key={sample.index}
              assetId={assetId}
              revision={preview.revision}
              sample={sample}
              loops={loops}
            />
          ))}
        </ol>
        {preview.samples.length > shown && (
          <div className="sounds__more">
            <Button onPress={() => setShown(shown + PAGE_SOUNDS)}>
              Show {Math.min(PAGE_SOUNDS, preview.samples.length - shown)} more of{' '}
              {preview.samples.length - shown}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Sound(props: {
  readonly assetId: AssetId;
  readonly revision: string;
  readonly sample: SoundSample;
  readonly loops: boolean;
}) {
  const { assetId, revision, sample, loops } = props;
  const peaks = useMemo(() => base64ToBytes(sample.peaks_base64), [sample.peaks_base64]);
  return (
    <li className="sound">
      <div className="sound__facts">
        <span className="mono faint">{sample.index}</span>
        <Name text={sample.file} mono className="clip" />
        <span className="small faint">
          {formatDuration((sample.frames / sample.sample_rate) * 1000)} · {formatCount(sample.sample_rate)} Hz
          · {formatCount(sample.frames)} frames
        </span>
        {sample.loop !== null && (
          <Badge tone="accent">
            loop {formatCount(sample.loop.start)} – {formatCount(sample.loop.end)}
          </Badge>
        )}
      </div>
      <SoundPlayer
        label={visibleName(sample.file)}
        peaks={peaks}
        frames={sample.frames}
        sampleRate={sample.sample_rate}
        loop={sample.loop}
        playsLoop={loops}
        fetchPcm={() => fetchSamples(assetId, revision, sample.index, sample.frames)}
      />
    </li>
  );
}
