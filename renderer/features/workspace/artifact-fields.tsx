import type { AssetPreview } from '#schemas/contract/views.ts';
import type { Artifact, AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { NumberField, Select, Switch } from '../../ui/fields.tsx';
import { editDeclaration } from './edit-declaration.ts';
import { declaredPalettes } from './palette-edits.ts';

/** What belongs to one artifact alone: its palette in a glyph bank, its loop in a sound bank. */
export function ArtifactFields(props: {
  readonly assetId: number;
  readonly declaration: AssetDeclaration;
  readonly artifact: Artifact;
  readonly preview: AssetPreview | undefined;
}) {
  const { assetId, declaration, artifact, preview } = props;
  if (declaration.type === 'glyph_bank')
    return <ArtifactPalette assetId={assetId} declaration={declaration} artifact={artifact} />;
  if (declaration.type !== 'sound_bank') return null;
  const sound =
    preview?.kind === 'sound' ? preview.samples.find((sample) => sample.file === artifact.file) : undefined;
  return <ArtifactLoop assetId={assetId} artifact={artifact} frames={sound?.frames} />;
}

function ArtifactPalette({
  assetId,
  declaration,
  artifact,
}: {
  readonly assetId: number;
  readonly declaration: AssetDeclaration;
  readonly artifact: Artifact;
}) {
  const palettes = declaredPalettes(declaration.output.pipeline);
  if (palettes === 'auto' || palettes === undefined) return null;
  const indexes = new Set([
    ...palettes.map((palette) => palette.index),
    ...(artifact.palette === undefined ? [] : [artifact.palette]),
  ]);
  return (
    <Select
      small
      inline
      label="Palette"
      value={artifact.palette === undefined ? 'any' : String(artifact.palette)}
      options={[
        { value: 'any', title: 'Lowest that fits' },
        ...[...indexes].map((index) => ({ value: String(index), title: `Palette ${index}` })),
      ]}
      onChange={(value) =>
        editDeclaration(assetId, {
          kind: 'set_artifact_palette',
          file: artifact.file,
          palette: value === 'any' ? null : Number(value),
        })
      }
    />
  );
}

function ArtifactLoop({
  assetId,
  artifact,
  frames,
}: {
  readonly assetId: number;
  readonly artifact: Artifact;
  readonly frames: number | undefined;
}) {
  const { file, loop } = artifact;
  const end = frames ?? 2 ** 31;
  const write = (next: Artifact['loop'] | null) =>
    editDeclaration(assetId, { kind: 'set_artifact_loop', file, loop: next ?? null });
  return (
    <>
      <Switch
        label="Loop"
        checked={loop !== undefined}
        onChange={(on) => write(on ? { start: 0, end: frames ?? 1 } : null)}
      />
      {loop !== undefined && (
        <>
          <NumberField
            small
            inline
            label="from"
            value={loop.start}
            min={0}
            max={loop.end - 1}
            onCommit={(start) => start !== null && write({ ...loop, start })}
          />
          <NumberField
            small
            inline
            label="to"
            value={loop.end}
            min={loop.start + 1}
            max={end}
            onCommit={(next) => next !== null && write({ ...loop, end: next })}
          />
        </>
      )}
    </>
  );
}
