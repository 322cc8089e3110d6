import type { AssetRow } from '#schemas/report/assets.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { runAction } from '../../app/state/actions.ts';
import { useProject } from '../../app/state/project.ts';
import { Select, Switch, TextField, type SelectOption } from '../../ui/fields.tsx';
import { Section } from '../../ui/section.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { editDeclaration } from './edit-declaration.ts';

const TILE_SIZES = [
  { value: '8', title: '8 px (1,024 tiles)' },
  { value: '16', title: '16 px (256 tiles)' },
  { value: '32', title: '32 px (64 tiles)' },
] as const;
const SLICES = [
  { value: 'none', title: 'One tile a file' },
  { value: 'grid', title: 'Grid: cut sheets into tiles' },
] as const;
const CHANNELS = [
  { value: 'none', title: 'One channel only' },
  { value: 'left', title: 'Left' },
  { value: 'right', title: 'Right' },
  { value: 'mix', title: 'Mix of both' },
] as const;

/** The declaration as controls: each change is one edit of asset.json, and can be undone. */
export function DeclarationEditor({
  assetId,
  row,
  declaration,
}: {
  readonly assetId: number;
  readonly row: AssetRow;
  readonly declaration: AssetDeclaration;
}) {
  const { metadata, pipeline } = declaration.output;
  const visible = visibleName(declaration.name);
  const declaredSize = metadata?.['tile_size'];
  const tileSize = typeof declaredSize === 'number' ? String(declaredSize) : '';
  const knownSize = TILE_SIZES.some((size) => size.value === tileSize);
  const channels = CHANNELS.find((each) => each.value === pipeline?.['channels'])?.value ?? 'none';
  return (
    <Section title="Declaration">
      <div className="stack">
        <TextField
          label="Name"
          value={declaration.name}
          note={visible === declaration.name ? undefined : `It holds characters that nobody sees: ${visible}`}
          maxLength={1024}
          onCommit={(name) => name.trim() !== '' && editDeclaration(assetId, { kind: 'set_name', name })}
        />
        <Switch
          label="Included in the build"
          checked={row.included_in_build}
          onChange={(included) => void runAction({ kind: 'set_inclusion', asset_ids: [assetId], included })}
        />
        <Preload assetId={assetId} row={row} />
        {declaration.type === 'glyph_bank' && (
          <>
            <Select
              label="Tile size"
              value={knownSize ? tileSize : 'other'}
              options={[
                ...(knownSize
                  ? []
                  : [{ value: 'other', title: tileSize === '' ? 'not declared' : tileSize, disabled: true }]),
                ...TILE_SIZES,
              ]}
              onChange={(value) =>
                (value === '8' || value === '16' || value === '32') &&
                editDeclaration(assetId, {
                  kind: 'set_tile_size',
                  tile_size: value === '8' ? 8 : value === '16' ? 16 : 32,
                })
              }
            />
            <Select
              label="Images"
              value={pipeline?.['slice'] === 'grid' ? 'grid' : 'none'}
              options={SLICES}
              onChange={(value) =>
                editDeclaration(assetId, { kind: 'set_slice', slice: value === 'grid' ? 'grid' : null })
              }
            />
          </>
        )}
        {declaration.type === 'sound_bank' && (
          <Select
            label="Two channels become"
            value={channels}
            options={CHANNELS}
            onChange={(value) =>
              editDeclaration(assetId, { kind: 'set_channels', channels: value === 'none' ? null : value })
            }
          />
        )}
      </div>
    </Section>
  );
}

/** Preload and its slot; the lowest free one is what the plan gives (asset-workspace 2). */
function Preload({ assetId, row }: { readonly assetId: number; readonly row: AssetRow }) {
  const rows = useProject((state) => state.assets?.assets);
  const { enabled, declared_slot, planned_slot } = row.preload;
  const takenBy = new Map(
    rows?.flatMap((each) =>
      each.bank_type === row.bank_type &&
      each.asset_id !== assetId &&
      each.preload.enabled &&
      each.preload.planned_slot !== null &&
      each.included_in_build
        ? [[each.preload.planned_slot, each] as const]
        : [],
    ),
  );
  const automatic =
    declared_slot === null && planned_slot !== null ? `Lowest free: ${planned_slot}` : 'Lowest free';
  const options: SelectOption<string>[] = [
    { value: 'auto', title: automatic },
    ...Array.from({ length: 16 }, (_, slot) => {
      const owner = takenBy.get(slot);
      return {
        value: String(slot),
        title: owner === undefined ? `Slot ${slot}` : `Slot ${slot} (${visibleName(owner.name)})`,
        // Who only got the lowest free slot makes room; who declared it does not.
        disabled: owner?.preload.declared_slot === slot,
      };
    }),
  ];
  return (
    <>
      <Switch
        label="Preload at boot"
        checked={enabled}
        onChange={(on) => editDeclaration(assetId, { kind: 'set_preload', enabled: on, slot: declared_slot })}
      />
      {enabled && (
        <Select
          label="Slot"
          value={declared_slot === null ? 'auto' : String(declared_slot)}
          options={options}
          onChange={(value) =>
            editDeclaration(assetId, {
              kind: 'set_preload',
              enabled: true,
              slot: value === 'auto' ? null : Number(value),
            })
          }
        />
      )}
    </>
  );
}
